using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ReverseEach() : Function("reverse_each")
{
    public override ImmutableArray<string> Signatures =>
        ["(Iterable iterable)", "(Iterable iterable, &Callable[1, 1] block)"];

    public override string Doc =>
        """
            Goes over the elements from last to first. With a block, runs it on them and returns undef;
            without, the result can be iterated over.

                [1, 2, 3].reverse_each.map |$x| { $x * 10 } # => [30, 20, 10]
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (invocation.Block is not { } block)
        {
            return IteratorValue.Reverse(arguments[0]);
        }
        var elements = Elements.Of(arguments[0]);
        for (var i = elements.Count - 1; i >= 0; i--)
        {
            block.Call(elements[i]);
            if (block.HasBroken)
            {
                break;
            }
        }
        return UndefValue.Instance;
    }
}
