using System.Collections.Immutable;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Unique() : Function("unique")
{
    public override ImmutableArray<string> Signatures =>
        [
            "(String string, &Callable[String] block?)",
            "(Hash hash, &Callable[Any] block?)",
            "(Array array, &Callable[Any] block?)",
            "(Iterable iterable, &Callable[Any] block?)",
        ];

    public override string Doc =>
        """
            The elements without repetitions; two are the same when a block returns the same for both. A hash
            becomes one from the keys that share a value to that value.

                [1, 1, 2].unique # => [1, 2]
                'abca'.unique # => 'abc'
                { 'a' => 1, 'b' => 1, 'c' => 2 }.unique # => {['a', 'b'] => [1], ['c'] => [2]}
                ['a', 'A', 'b'].unique |$x| { $x.upcase } # => ['a', 'b']
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments[0] is HashValue hash)
        {
            return Invert(hash, invocation.Block);
        }
        var elements = Elements.Of(arguments[0]);
        var seen = new HashSet<Value>();
        var kept = ImmutableArray.CreateBuilder<Value>();
        for (var i = 0; i < elements.Count; i++)
        {
            var element = elements[i];
            if (seen.Add(invocation.Block is { } block ? block.Call(element) : element))
            {
                kept.Add(element);
                if (kept.Count > Extent.Limit)
                {
                    throw new ExtentException();
                }
            }
        }
        return arguments[0] is StringValue ? Together(kept) : new ArrayValue(kept.DrainToImmutable());
    }

    private static HashValue Invert(HashValue hash, Block? block)
    {
        var groups = new Dictionary<Value, (List<Value> Keys, List<Value> Values)>();
        var order = new List<(List<Value> Keys, List<Value> Values)>();
        foreach (var (key, value) in hash.Pairs)
        {
            var mark = block is null ? value : block.Call(value);
            if (!groups.TryGetValue(mark, out var group))
            {
                order.Add(groups[mark] = group = ([], []));
            }
            group.Keys.Add(key);
            if (!group.Values.Contains(value))
            {
                group.Values.Add(value);
            }
        }
        var result = new HashValue.Builder();
        foreach (var (keys, values) in order)
        {
            result[ArrayValue.Of(keys)] = ArrayValue.Of(values);
        }
        return result.Build();
    }

    private static StringValue Together(ImmutableArray<Value>.Builder characters)
    {
        var output = new StringBuilder(characters.Count);
        foreach (var character in characters)
        {
            output.Append(((StringValue)character).Text);
        }
        return new StringValue(output.ToString());
    }
}
