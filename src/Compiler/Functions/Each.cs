using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Each() : Function("each")
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
            Runs a block once for each element, and returns what it went over. A block with two parameters
            gets the key and the value of a hash's entry, or the index and the element. `break` ends the
            iteration.

                [10, 20].each |$v| { $v } # => [10, 20]
                { 'a' => 1 }.each |$k, $v| { $v } # => {'a' => 1}
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var elements = Elements.Of(arguments[0]);
        var block = invocation.Block!;
        for (var i = 0; i < elements.Count; i++)
        {
            elements.Give(block, i);
            if (block.HasBroken)
            {
                break;
            }
        }
        return arguments[0];
    }
}
