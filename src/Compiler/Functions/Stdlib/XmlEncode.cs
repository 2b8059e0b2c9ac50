using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class XmlEncode() : Function("stdlib::xml_encode")
{
    public override ImmutableArray<string> Signatures =>
        ["(String str, Enum['text', 'attr'] type?) >> String"];

    public override string Doc =>
        """
            Escapes a text for XML; `attr` puts it in quotes for an attribute.

                stdlib::xml_encode('a < b') # => 'a &lt; b'
                stdlib::xml_encode('"x"', 'attr') # => '"&quot;x&quot;"'
            """;

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var text = ((StringValue)arguments[0])
            .Text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
        return new StringValue(
            arguments.Length > 1 && arguments[1] is StringValue { Text: "attr" }
                ? $"\"{text.Replace("\"", "&quot;", StringComparison.Ordinal).Replace("'", "&apos;", StringComparison.Ordinal)}\""
                : text
        );
    }
}
