using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

internal sealed class ParseJson() : LegacyFunction("parsejson")
{
    public override ImmutableArray<string> Aliases => ["stdlib::parsejson"];

    public override ImmutableArray<string> Signatures => ["(String text, Any default?)"];

    public override string Doc =>
        """
            The value that a JSON text holds; the default, when there is one, for a text that is no JSON.

                parsejson('{"x": [1, null]}') # => {'x' => [1, undef]}
                parsejson('bad', 'fallback') # => 'fallback'
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        DataText.Parse(invocation, "<json>", JsonReader.Read, arguments);
}
