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

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.IsEmpty)
        {
            throw invocation.Failure("Wrong number of arguments. 1 or 2 arguments should be provided.");
        }
        var fallback = arguments.Length > 1 ? arguments[1] : UndefValue.Instance;
        if (arguments[0] is not StringValue)
        {
            return fallback.IsTrue
                ? fallback
                : throw invocation.Failure(LegacyArguments.NotText(arguments[0]));
        }
        return DataText.Read(
            invocation,
            JsonReader.Read(new SourceFile("<json>", arguments[0].ToString())),
            fallback
        );
    }
}
