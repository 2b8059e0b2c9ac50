using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class All() : Function("all")
{
    public override ImmutableArray<string> Signatures =>
        [
            "(Hash[Any, Any] hash, &Callable[2, 2] block)",
            "(Hash[Any, Any] hash, &Callable[1, 1] block)",
            "(Iterable enumerable, &Callable[2, 2] block)",
            "(Iterable enumerable, &Callable[1, 1] block)",
        ];

    public override string Doc =>
        """
            Whether a block returns something true for every element; it stops at the first that fails.

                [1, 2].all |$x| { $x > 1 } # => false
                [].all |$x| { false } # => true
                { 'a' => 1 }.all |$k, $v| { $v == 1 } # => true
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var elements = Elements.Of(arguments[0]);
        var block = invocation.Block!;
        for (var i = 0; i < elements.Count; i++)
        {
            if (!elements.Give(block, i).IsTrue || block.HasBroken)
            {
                return BooleanValue.False;
            }
        }
        return BooleanValue.True;
    }
}
