using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Pick() : LegacyFunction("pick")
{
    public override ImmutableArray<string> Aliases => ["stdlib::pick"];

    public override ImmutableArray<string> Signatures => ["(Any values*)"];

    public override string Doc =>
        """
            The first argument that is neither undef nor an empty string; it is an error when there is none.

                pick(undef, '', 'x') # => 'x'
                pick(0, 1) # => 0
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        foreach (var value in arguments)
        {
            if (value is not (UndefValue or StringValue { Text.Length: 0 }))
            {
                return value;
            }
        }
        throw invocation.Failure("pick(): must receive at least one non empty value");
    }
}
