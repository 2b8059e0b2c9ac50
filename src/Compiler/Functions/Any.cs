using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Any() : Function("any")
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
            Whether a block returns something true for at least one element; it stops at the first.

                [1, 2].any |$x| { $x > 1 } # => true
                {}.any |$x| { true } # => false
                { 'a' => 1 }.any |$k, $v| { $v == 1 } # => true
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var elements = Elements.Of(arguments[0]);
        var block = invocation.Block!;
        for (var i = 0; i < elements.Count; i++)
        {
            var answer = elements.Give(block, i);
            if (block.HasBroken)
            {
                return BooleanValue.False;
            }
            if (answer.IsTrue)
            {
                return BooleanValue.True;
            }
        }
        return BooleanValue.False;
    }
}
