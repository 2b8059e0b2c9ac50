using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

internal sealed class ParsePson() : Function("parsepson")
{
    public override ImmutableArray<string> Signatures => ["(String[1] pson_string, Any default?)"];

    public override string Doc =>
        """
            The value that a text in PSON, which is JSON here, holds; the default, when there is one, for a
            text that is none.

                parsepson('{"x": [1, null]}') # => {'x' => [1, undef]}
                parsepson('bad', 'fallback') # => 'fallback'
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var result = JsonReader.Read(new SourceFile("<pson>", arguments[0].ToString()));
        var problem = result.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity == Severity.Error);
        return problem is null && result.Tree is not null ? ValueTree.ToValue(result.Tree)
            : arguments.Length > 1 ? arguments[1]
            : throw invocation.Failure(problem?.Message ?? "source did not contain any PSON");
    }
}
