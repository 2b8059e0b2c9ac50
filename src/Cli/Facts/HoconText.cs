using System.Text;
using Bunraku.Model;

namespace Bunraku.Cli;

/// <summary>
/// Values in HOCON, laid out as the library of Ruby writes it: what may be bare is not quoted.
/// </summary>
internal static class HoconText
{
    public static string Write(HashValue hash)
    {
        var text = new StringBuilder();
        Members(text, hash, 0);
        return text.ToString();
    }

    /// <summary>The answer to a single question: a hash in HOCON, anything else as Ruby prints it.</summary>
    public static string WriteAnswer(Value value) =>
        value switch
        {
            HashValue hash => Write(hash),
            ArrayValue array => string.Join('\n', array.Items.Select(RubyText.Of)),
            UndefValue or BooleanValue { IsTrue: false } => "",
            _ => RubyText.Of(value),
        };

    private static void Members(StringBuilder text, HashValue hash, int indent)
    {
        // Names that are numbers come first, by their size.
        var members = hash
            .Pairs.Select(pair => (Key: pair.Key.ToString(), pair.Value))
            .OrderBy(member => !IsNumber(member.Key))
            .ThenBy(member => IsNumber(member.Key) ? member.Key.Length : 0)
            .ThenBy(member => member.Key, StringComparer.Ordinal);
        foreach (var (key, value) in members)
        {
            text.Append(' ', indent * 4).Append(Bare(key));
            text.Append('=');
            Append(text, value, indent);
            text.Append('\n');
        }
    }

    private static void Append(StringBuilder text, Value value, int indent)
    {
        switch (value)
        {
            case HashValue { Count: 0 }:
                text.Append("{}");
                break;
            case HashValue hash:
                text.Append("{\n");
                Members(text, hash, indent + 1);
                text.Append(' ', indent * 4).Append('}');
                break;
            case ArrayValue { Count: 0 }:
                text.Append("[]");
                break;
            case ArrayValue array:
                text.Append("[\n");
                for (var i = 0; i < array.Count; i++)
                {
                    text.Append(' ', (indent + 1) * 4);
                    Append(text, array[i], indent + 1);
                    text.Append(i == array.Count - 1 ? "\n" : ",\n");
                }
                text.Append(' ', indent * 4).Append(']');
                break;
            case StringValue inner:
                text.Append(Bare(inner.Text));
                break;
            default:
                text.Append(JsonText.Write(value));
                break;
        }
    }

    private static bool IsNumber(string key) => key.Length > 0 && key.All(char.IsAsciiDigit);

    private static string Bare(string text) =>
        text.Length > 0
        && !char.IsDigit(text[0])
        && text[0] != '-'
        && text.All(c => char.IsLetterOrDigit(c) || c == '-')
            ? text
            : JsonText.Write(new StringValue(text));
}
