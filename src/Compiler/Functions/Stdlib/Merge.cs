using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Merge() : Function("merge")
{
    public override ImmutableArray<string> Aliases => ["stdlib::merge"];

    public override ImmutableArray<string> Signatures =>
        [
            "(Variant[Hash[Scalar, Any], Undef, String[0, 0]] args*) >> Hash[Scalar, Any]",
            "(Iterable args*, &Callable[3, 3] block) >> Hash",
            "(Iterable args*, &Callable[2, 2] block) >> Hash",
        ];

    public override string Doc =>
        """
            One hash of several: later ones win. Undef and empty strings count as nothing. With a block, the
            hashes that it returns for each element are merged; it gets what there is so far, and the element.

                merge({ 'a' => 1 }, { 'b' => 2 }, { 'a' => 3 }) # => {'a' => 3, 'b' => 2}
                ['x', 'y'].merge |$sum, $v| { { $v => $sum.length } } # => {'x' => 0, 'y' => 1}
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var result = new HashValue.Builder();
        if (invocation.Block is not { } block)
        {
            foreach (var argument in arguments)
            {
                AddAll(result, argument);
            }
            return result.Build();
        }
        if (arguments.Length != 1)
        {
            throw invocation.Failure($"wrong number of arguments (given {arguments.Length}, expected 1)");
        }
        var elements = Elements.Of(arguments[0]);
        for (var i = 0; i < elements.Count; i++)
        {
            var element = elements.IsHash ? ((ArrayValue)elements[i])[1] : elements[i];
            var addition =
                block.MostArguments >= 3
                    ? block.Call(result.Build(), elements.KeyOf(i), element)
                    : block.Call(result.Build(), elements[i]);
            if (block.HasBroken)
            {
                break;
            }
            AddAll(result, addition);
        }
        return result.Build();
    }

    private static void AddAll(HashValue.Builder result, Value addition)
    {
        if (addition is HashValue hash)
        {
            foreach (var (key, value) in hash.Entries)
            {
                result[key] = value;
            }
        }
    }
}
