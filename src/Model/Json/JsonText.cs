using System.Buffers;
using System.Globalization;

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
        var output = new StringWriter(CultureInfo.InvariantCulture);
        Write(value, output, isIndented);
        return output.ToString();
    }

    public static void Write(Value value, TextWriter output, bool isIndented = false) =>
        Append(value, isIndented ? 0 : null, output);

    internal static void Append(Value value, int? level, TextWriter output)
    {
        switch (value)
        {
            case UndefValue:
                output.Write("null");
                break;
            case BooleanValue or IntegerValue:
                output.Write(value.ToString());
                break;
            case FloatValue real when !double.IsFinite(real.Number):
                throw DataTypeException.Runtime($"{real} not allowed in JSON");
            case FloatValue real:
                output.Write(real.ToString());
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

    private static void AppendMember(KeyValuePair<Value, Value> member, int? level, TextWriter output)
    {
        AppendKey(member.Key.ToString(), level, output);
        Append(member.Value, level, output);
    }

    internal static void AppendKey(string key, int? level, TextWriter output)
    {
        AppendString(key, output);
        output.Write(level is null ? ":" : ": ");
    }

    internal static void AppendList<T>(
        IReadOnlyList<T> items,
        (char Open, char Close) brackets,
        int? level,
        TextWriter output,
        Action<T, int?, TextWriter> append
    )
    {
        output.Write(brackets.Open);
        for (var i = 0; i < items.Count; i++)
        {
            output.Write(i == 0 ? "" : ",");
            Break(level + 1, output);
            append(items[i], level + 1, output);
        }
        if (items.Count == 0 && brackets.Open == '[' && level is not null)
        {
            // Ruby's library gives an empty array a line for its elements.
            output.Write('\n');
        }
        Break(level, output);
        output.Write(brackets.Close);
    }

    private static void Break(int? level, TextWriter output)
    {
        if (level is { } depth)
        {
            output.Write('\n');
            for (var i = 0; i < depth; i++)
            {
                output.Write("  ");
            }
        }
    }

    private static void AppendString(string text, TextWriter output)
    {
        output.Write('"');
        var rest = text.AsSpan();
        for (var at = rest.IndexOfAny(Escaped); at >= 0; at = rest.IndexOfAny(Escaped))
        {
            output.Write(rest[..at]);
            output.Write(
                rest[at] switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    '\n' => "\\n",
                    '\r' => "\\r",
                    '\t' => "\\t",
                    '\f' => "\\f",
                    '\b' => "\\b",
                    var c => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                }
            );
            rest = rest[(at + 1)..];
        }
        output.Write(rest);
        output.Write('"');
    }
}
