using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class AddTag() : Function("tag")
{
    public override ImmutableArray<string> Signatures => ["(Any tags+)"];

    public override string Doc =>
        """
            Adds tags to the surrounding class or define, and so to all it contains.
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
            invocation.Compilation.Tag(invocation.Scope, tag.ToString());
        }
        return UndefValue.Instance;
    }
}
