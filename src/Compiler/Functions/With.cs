using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class With() : Function("with")
{
    public override ImmutableArray<string> Signatures => ["(Any arg*, &Callable block)"];

    public override string Doc =>
        """
            Runs a block with the arguments as its parameters, in a scope of its own.

                5.with |$x| { $x + 1 } # => 6
                with(1, 2) |$a, $b| { $a + $b } # => 3
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        invocation.Block!.Call(arguments);
}
