using System.Buffers;
using System.Globalization;
using System.Text;

namespace Bunraku.Model;

/// <summary>Values as JSON text, as Ruby's JSON library prints them, compact or indented.</summary>
public static class JsonText
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create([
        .. Enumerable.Range(0, ' ').Select(code => (char)code),
        '"',
        '\\',
    ]);

    /// <summary>
    /// Plain data; what is not data becomes the text it has inside a string. Hash keys become texts.
    /// </summary>
    public static string Write(Value value, bool isIndented = false)
    {
        var output = new StringBuilder();
        Append(value, isIndented ? 0 : null, output);
        return output.ToString();
    }

    private static void Append(Value value, int? level, StringBuilder output)
    {
        switch (value)
        {
            case UndefValue:
                output.Append("null");
                break;
            case BooleanValue or IntegerValue:
                output.Append(value);
                break;
            case FloatValue real when !double.IsFinite(real.Number):
                throw DataTypeException.Runtime($"{real} not allowed in JSON");
            case FloatValue real:
                output.Append(real);
                break;
            case ArrayValue array:
                AppendList(array.Items, ('[', ']'), level, output, Append);
                break;
            case HashValue hash:
                AppendList(hash.Pairs, ('{', '}'), level, output, AppendMember);
                break;
            default:
                AppendString(value.ToString(), output);
                break;
        }
    }

    private static void AppendMember(KeyValuePair<Value, Value> member, int? level, StringBuilder output)
    {
        AppendString(member.Key.ToString(), output);
        output.Append(level is null ? ":" : ": ");
        Append(member.Value, level, output);
    }

    private static void AppendList<T>(
        IReadOnlyList<T> items,
        (char Open, char Close) brackets,
        int? level,
        StringBuilder output,
        Action<T, int?, StringBuilder> append
    )
    {
        output.Append(brackets.Open);
        for (var i = 0; i < items.Count; i++)
        {
            output.Append(i == 0 ? "" : ",");
            Break(level + 1, output);
            append(items[i], level + 1, output);
        }
        if (items.Count == 0 && brackets.Open == '[' && level is not null)
        {
            // Ruby's library gives an empty array a line for its elements.
            output.Append('\n');
        }
        Break(level, output);
        output.Append(brackets.Close);
    }

    private static void Break(int? level, StringBuilder output)
    {
        if (level is { } depth)
        {
            output.Append('\n').Append(' ', 2 * depth);
        }
    }

    private static void AppendString(string text, StringBuilder output)
    {
        output.Append('"');
        var rest = text.AsSpan();
        for (var at = rest.IndexOfAny(Escaped); at >= 0; at = rest.IndexOfAny(Escaped))
        {
            output.Append(rest[..at]);
            _ = rest[at] switch
            {
                '"' => output.Append("\\\""),
                '\\' => output.Append("\\\\"),
                '\n' => output.Append("\\n"),
                '\r' => output.Append("\\r"),
                '\t' => output.Append("\\t"),
                '\f' => output.Append("\\f"),
                '\b' => output.Append("\\b"),
                var c => output.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
            };
            rest = rest[(at + 1)..];
        }
        output.Append(rest).Append('"');
    }
}
