using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Fail() : LegacyFunction("fail")
{
    public override ImmutableArray<string> Signatures => ["(Any values*)"];

    public override string Doc =>
        """
            Ends the compilation. The arguments, joined by spaces, are the error's message.
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var words = new string[arguments.Length];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = RubyText.Of(LegacyArguments.AsResource(arguments[i]));
        }
        throw invocation.Failure(string.Join(' ', words));
    }
}
