using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class AddTag() : LegacyFunction("tag", -2)
{
    public override ImmutableArray<string> Signatures => ["(Any tags+)"];

    public override string Doc =>
        """
            Adds tags to the surrounding class or define, and so to all it contains.

                tag('web', 'front') # => undef
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var tags = ImmutableArray.CreateBuilder<Value>();
        foreach (var argument in arguments)
        {
            Flatten.Append(argument, tags);
        }
        foreach (var tag in tags)
        {
            // Only as an argument of its own has undef become an empty text.
            if (tag is UndefValue)
            {
                continue;
            }
            var text = RubyText.Of(tag);
            if (!TagSet.IsValid(text))
            {
                throw invocation.Failure($"Invalid tag '{text.ToLowerInvariant()}'");
            }
            invocation.Compilation.Tag(invocation.Scope, text);
        }
        return UndefValue.Instance;
    }
}
