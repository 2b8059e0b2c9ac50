using System.Globalization;
using System.Text;

namespace Bunraku.Model;

/// <summary>
/// Values as Puppet source (the reference's <c>%p</c>): strings quoted, containers in brackets. Inside a
/// double-quoted string containers are printed this way, with their strings in single quotes.
/// </summary>
public static class ValueText
{
    public static string Of(Value value)
    {
        var output = new StringBuilder();
        Append(value, output);
        return output.ToString();
    }

    private static void Append(Value value, StringBuilder output)
    {
        switch (value)
        {
            case StringValue text:
                AppendQuoted(text.Text, output);
                break;
            case UndefValue:
                output.Append("undef");
                break;
            case ArrayValue array:
                AppendList(array.Items, '[', ']', output, Append);
                break;
            case HashValue hash:
                AppendList(hash.Pairs, '{', '}', output, AppendEntry);
                break;
            default:
                output.Append(value);
                break;
        }
    }

    private static void AppendEntry(KeyValuePair<Value, Value> entry, StringBuilder output)
    {
        Append(entry.Key, output);
        output.Append(" => ");
        Append(entry.Value, output);
    }

    private static void AppendList<T>(
        IReadOnlyList<T> items,
        char open,
        char close,
        StringBuilder output,
        Action<T, StringBuilder> append
    )
    {
        output.Append(open);
        for (var i = 0; i < items.Count; i++)
        {
            output.Append(i == 0 ? "" : ", ");
            append(items[i], output);
        }
        output.Append(close);
    }

    /// <summary>Single quotes unless the text holds control characters, as the reference chooses.</summary>
    public static void AppendQuoted(string text, StringBuilder output)
    {
        if (!text.Any(char.IsControl))
        {
            output
                .Append('\'')
                .Append(
                    text.Replace("\\", "\\\\", StringComparison.Ordinal)
                        .Replace("'", "\\'", StringComparison.Ordinal)
                )
                .Append('\'');
            return;
        }
        output.Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '\t' => output.Append("\\t"),
                '\n' => output.Append("\\n"),
                '\r' => output.Append("\\r"),
                '"' => output.Append("\\\""),
                '\\' => output.Append("\\\\"),
                '$' => output.Append("\\$"),
                _ when char.IsControl(c) => output.Append(CultureInfo.InvariantCulture, $"\\u{{{(int)c:X}}}"),
                _ => output.Append(c),
            };
        }
        output.Append('"');
    }
}
