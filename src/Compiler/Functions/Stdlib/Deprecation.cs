using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Deprecation() : Function("deprecation")
{
    public override ImmutableArray<string> Aliases => ["stdlib::deprecation"];

    public override ImmutableArray<string> Signatures => ["(String key, String message)"];

    public override string Doc =>
        """
            Warns that something is out of date, once for each key.

                deprecation('old_thing', 'use the new thing') # => undef
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        invocation.Compilation.WarnOnce(((StringValue)arguments[1]).Text);
        return UndefValue.Instance;
    }
}
