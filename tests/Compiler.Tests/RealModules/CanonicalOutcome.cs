using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bunraku.Compiler.Tests;

/// <summary>
/// The same bytes for the same outcome, whoever wrote its JSON; <c>tests/reference/modules.rb</c> writes them
/// too, and both take the digest.
/// </summary>
internal static class CanonicalOutcome
{
    private static readonly string[] Parts = ["outcome", "error", "catalog", "logs"];

    public static string Digest(JsonObject outcome)
    {
        var text = new StringBuilder("{");
        foreach (var name in Parts.Where(outcome.ContainsKey))
        {
            Append(text, JsonValue.Create(name));
            Append(text, outcome[name]);
        }
        text.Append('}');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }

    private static void Append(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject table:
                text.Append('{');
                foreach (var (name, value) in table)
                {
                    Append(text, JsonValue.Create(name));
                    Append(text, value);
                }
                text.Append('}');
                break;
            case JsonArray list:
                text.Append('[');
                foreach (var item in list)
                {
                    Append(text, item);
                }
                text.Append(']');
                break;
            case null:
                text.Append("nil;");
                break;
            case { } when node.GetValueKind() == JsonValueKind.String:
                var plain = node.GetValue<string>();
                text.Append('s').Append(Encoding.UTF8.GetByteCount(plain)).Append(':').Append(plain);
                break;
            default:
                text.Append(Scalar(node.ToJsonString())).Append(';');
                break;
        }
    }

    /// <summary>Numbers with a fraction are rounded: languages print the last digits differently.</summary>
    private static string Scalar(string json)
    {
        if (json is "true" or "false" || json.AsSpan().IndexOfAny('.', 'e', 'E') < 0)
        {
            return json;
        }
        var number = double.Parse(json, CultureInfo.InvariantCulture);
        return "f" + number.ToString("F3", CultureInfo.InvariantCulture);
    }
}
