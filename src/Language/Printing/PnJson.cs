using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Bunraku.Language;

/// <summary>
/// PN's form in JSON: a call is <c>{"^": [name, …]}</c>, a map <c>{"#": [key, value, …]}</c>.
/// </summary>
public static class PnJson
{
    public static string Write(PnNode node, bool isIndented)
    {
        var options = new JsonWriterOptions
        {
            Indented = isIndented,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            // The parser bounds how deep a tree may be.
            MaxDepth = int.MaxValue,
            NewLine = "\n",
        };
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            Write(node, json);
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(PnNode node, Utf8JsonWriter json)
    {
        switch (node)
        {
            case PnCall call:
                json.WriteStartObject();
                json.WriteStartArray("^");
                json.WriteStringValue(call.Name);
                WriteAll(call.Arguments, json);
                json.WriteEndArray();
                json.WriteEndObject();
                break;
            case PnList list:
                json.WriteStartArray();
                WriteAll(list.Items, json);
                json.WriteEndArray();
                break;
            case PnMap map:
                json.WriteStartObject();
                json.WriteStartArray("#");
                foreach (var (key, value) in map.Entries)
                {
                    json.WriteStringValue(key);
                    Write(value, json);
                }
                json.WriteEndArray();
                json.WriteEndObject();
                break;
            case PnLiteral { Text: { } text }:
                json.WriteStringValue(text);
                break;
            case PnLiteral literal:
                json.WriteRawValue(
                    literal.Written is "nil" ? "null" : literal.Written,
                    skipInputValidation: true
                );
                break;
        }
    }

    private static void WriteAll(ImmutableArray<PnNode> nodes, Utf8JsonWriter json)
    {
        foreach (var node in nodes)
        {
            Write(node, json);
        }
    }
}
