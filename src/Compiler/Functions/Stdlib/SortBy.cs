using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class SortBy() : Function("stdlib::sort_by")
{
    public override ImmutableArray<string> Aliases => ["sort_by"];

    public override ImmutableArray<string> Signatures =>
        [
            "(Array ary, &Callable[1, 1] block)",
            "(String str, &Callable[1, 1] block)",
            "(Hash hsh, &Variant[Callable[1, 1], Callable[2, 2]] block)",
        ];

    public override string Doc =>
        """
            Sorts by what a block returns for each element, or for key and value of a hash.

                stdlib::sort_by(['ccc', 'a', 'bb']) |$s| { $s.length } # => ['a', 'bb', 'ccc']
                stdlib::sort_by({ 'a' => 2, 'b' => 1 }) |$k, $v| { $v } # => {'b' => 1, 'a' => 2}
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var elements = Elements.Of(arguments[0]);
        var keyed = ImmutableArray.CreateBuilder<Value>(elements.Count);
        for (var i = 0; i < elements.Count; i++)
        {
            var block = invocation.Block!;
            var key = elements.IsHash ? elements.Give(block, i) : block.Call(elements[i]);
            keyed.Add(new ArrayValue([key, elements[i]]));
        }
        var sorted = RubyOrder.Sort(keyed.MoveToImmutable(), (left, right) => Order(invocation, left, right));
        return arguments[0] is StringValue
                ? new StringValue(string.Concat(sorted.Select(pair => ((ArrayValue)pair)[1])))
            : elements.IsHash
                ? HashValue.Of(
                    sorted
                        .Select(pair => (ArrayValue)((ArrayValue)pair)[1])
                        .Select(entry => KeyValuePair.Create(entry[0], entry[1]))
                )
            : ArrayValue.Of(sorted.Select(pair => ((ArrayValue)pair)[1]));
    }

    private static int Order(Invocation invocation, Value left, Value right)
    {
        var (a, b) = (((ArrayValue)left)[0], ((ArrayValue)right)[0]);
        return RubyOrder.Compare(a, b)
            ?? throw invocation.Failure(
                $"comparison of {RubyText.ClassOf(a)} with {RubyText.ClassOf(b)} failed"
            );
    }
}
