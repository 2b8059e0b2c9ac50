using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Lest() : Function("lest")
{
    public override ImmutableArray<string> Signatures => ["(Any arg, &Callable[0, 0] block)"];

    public override string Doc =>
        """
            The value itself, or, when it is undef, what a block returns.

                undef.lest || { 'fallback' } # => 'fallback'
                'kept'.lest || { 'no' } # => 'kept'
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        arguments[0] is UndefValue ? invocation.Block!.Call() : arguments[0];
}
