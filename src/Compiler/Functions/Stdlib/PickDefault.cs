using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class PickDefault() : LegacyFunction("pick_default")
{
    public override ImmutableArray<string> Signatures => ["(Any values+)"];

    public override string Doc =>
        """
            The first argument that is neither undef nor an empty string, or the last one.

                pick_default(undef, '', 'x') # => 'x'
                pick_default('', 'y', undef) # => 'y'
                pick_default(undef, '') # => ''
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.IsEmpty)
        {
            throw invocation.Failure("Must receive at least one argument.");
        }
        foreach (var value in arguments)
        {
            if (value is not (UndefValue or StringValue { Text.Length: 0 }))
            {
                return value;
            }
        }
        return arguments[^1];
    }
}
