using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class PickDefault() : Function("pick_default")
{
    public override ImmutableArray<string> Signatures => ["(Any values+)"];

    public override string Doc =>
        """
            The first argument that is neither undef nor an empty string, or the last one.

                pick_default(undef, '', 'x') # => 'x'
                pick_default('', 'y', undef) # => 'y'
                pick_default(undef, '') # => ''
            """;

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        foreach (var value in arguments)
        {
            if (value is not (UndefValue or StringValue { Text.Length: 0 }))
            {
                return value;
            }
        }
        return arguments[^1] is UndefValue ? StringValue.Empty : arguments[^1];
    }
}
