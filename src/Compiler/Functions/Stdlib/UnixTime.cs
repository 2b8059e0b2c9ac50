using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class UnixTime() : Function("time")
{
    public override ImmutableArray<string> Aliases => ["stdlib::time"];

    public override ImmutableArray<string> Signatures => ["(Any timezone?)"];

    public override string Doc =>
        """
            The seconds since 1970.

                time() > 1700000000 # => true
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        new IntegerValue(invocation.Compilation.Time.GetUtcNow().ToUnixTimeSeconds());
}
