using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Then() : Function("then")
{
    public override ImmutableArray<string> Signatures => ["(Any arg, &Callable[1, 1] block)"];

    public override string Doc =>
        """
            What a block makes of a value; undef stays undef and the block is not run.

                'v'.then |$x| { "got ${x}" } # => 'got v'
                undef.then |$x| { 'no' } # => undef
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        arguments[0] is UndefValue ? UndefValue.Instance : invocation.Block!.Call(arguments[0]);
}
