using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Tagged() : LegacyFunction("tagged", -2)
{
    public override ImmutableArray<string> Signatures => ["(Any tags+)"];

    public override string Doc =>
        """
            Whether the catalog, or the surrounding class or define, has all the given tags.

                tagged('no_such_tag') # => false
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        foreach (var tag in arguments)
        {
            if (!invocation.Compilation.IsTagged(invocation.Scope, tag.ToString()))
            {
                return BooleanValue.False;
            }
        }
        return BooleanValue.True;
    }
}
