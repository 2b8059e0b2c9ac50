using System.Globalization;
using System.Text;

namespace Bunraku.Model;

/// <summary>
/// Values as text: as Puppet source (the reference's <c>%p</c>), or as they appear inside a string.
/// </summary>
public static class ValueText
{
    /// <summary>As source: strings quoted, undef named, containers in brackets.</summary>
    public static string Of(Value value)
    {
        var output = new StringBuilder();
        AppendSource(value, output);
        return output.ToString();
    }

    /// <summary>
    /// As source, but times as Ruby's <c>inspect</c> shows them, for the reference has no source for them.
    /// </summary>
    public static string WithInspectedTimes(Value value)
    {
        var output = new StringBuilder();
        AppendInspected(value, output);
        return output.ToString();
    }

    private static void AppendInspected(Value value, StringBuilder output)
    {
        switch (value)
        {
            case TimestampValue time:
                AppendTime("Timestamp", time.Nanoseconds, output);
                break;
            case TimespanValue span:
                AppendTime("Timespan", span.Nanoseconds, output);
                break;
            case ArrayValue array:
                AppendArray(array, output, AppendInspected);
                break;
            case HashValue hash:
                AppendHash(hash, output, AppendInspected);
                break;
            default:
                AppendSource(value, output);
                break;
        }
    }

    private static void AppendTime(string type, Int128 nanoseconds, StringBuilder output) =>
        output.Append(
            CultureInfo.InvariantCulture,
            $"#<Puppet::Pops::Time::{type}:<addr> @nsecs={nanoseconds}>"
        );

    /// <summary>As inside a double-quoted string: nothing is quoted, undef is empty.</summary>
    internal static string Interpolated(Value value)
    {
        var output = new StringBuilder();
        AppendPlain(value, output);
        return output.ToString();
    }

    private static void AppendSource(Value value, StringBuilder output)
    {
        switch (value)
        {
            case StringValue text:
                AppendQuoted(text.Text, output);
                break;
            case UndefValue:
                output.Append("undef");
                break;
            case var foreign when StringConversion.IsForeignText(foreign):
                AppendQuoted(foreign.ToString() ?? "", output);
                break;
            case ArrayValue array:
                AppendArray(array, output, AppendSource);
                break;
            case HashValue hash:
                AppendHash(hash, output, AppendSource);
                break;
            case BinaryValue:
                output.Append("Binary(\"").Append(value).Append("\")");
                break;
            case UriValue:
                output.Append("URI('").Append(value).Append("')");
                break;
            case SensitiveValue:
                output.Append("#<").Append(value).Append('>');
                break;
            case SemVerRangeValue range:
                output.Append(range.Canonical);
                break;
            case ObjectValue instance:
                output.Append(instance.Type.Name).Append('(');
                AppendHash(instance.InitHash, output, AppendAttribute);
                output.Append(')');
                break;
            default:
                output.Append(value);
                break;
        }
    }

    /// <summary>As in an object, where bytes and what is sensitive have no source.</summary>
    private static void AppendAttribute(Value value, StringBuilder output)
    {
        switch (value)
        {
            case SensitiveValue or BinaryValue:
                output.Append("Instance of ").Append(TypeInference.Of(value));
                break;
            case TimestampValue or TimespanValue or SemVerValue or SemVerRangeValue:
                output.Append('\'').Append(value).Append('\'');
                break;
            case ObjectType or TypeAliasType:
                output.Append(((DataType)value).Name);
                break;
            case ArrayValue array:
                AppendArray(array, output, AppendAttribute);
                break;
            case HashValue hash:
                AppendHash(hash, output, AppendAttribute);
                break;
            default:
                AppendSource(value, output);
                break;
        }
    }

    private static void AppendPlain(Value value, StringBuilder output)
    {
        switch (value)
        {
            case ArrayValue array:
                AppendArray(array, output, AppendPlain);
                break;
            case HashValue hash:
                AppendHash(hash, output, AppendPlain);
                break;
            default:
                output.Append(value);
                break;
        }
    }

    private static void AppendArray(
        ArrayValue array,
        StringBuilder output,
        Action<Value, StringBuilder> append
    )
    {
        output.Append('[');
        for (var i = 0; i < array.Count; i++)
        {
            output.Append(i == 0 ? "" : ", ");
            append(array[i], output);
        }
        output.Append(']');
    }

    private static void AppendHash(HashValue hash, StringBuilder output, Action<Value, StringBuilder> append)
    {
        var separator = "{";
        foreach (var (key, value) in hash.Entries)
        {
            output.Append(separator);
            append(key, output);
            output.Append(" => ");
            append(value, output);
            separator = ", ";
        }
        output.Append(hash.Count == 0 ? "{}" : "}");
    }

    /// <summary>
    /// The string as source: single quotes unless it has control characters, as the reference chooses.
    /// </summary>
    public static string Quoted(string text)
    {
        var output = new StringBuilder();
        AppendQuoted(text, output);
        return output.ToString();
    }

    /// <summary>The string in double quotes.</summary>
    public static string DoubleQuoted(string text)
    {
        var output = new StringBuilder();
        AppendDoubleQuoted(text, output);
        return output.ToString();
    }

    private static void AppendQuoted(string text, StringBuilder output)
    {
        if (text.Any(c => c < ' '))
        {
            AppendDoubleQuoted(text, output);
            return;
        }
        output.Append('\'');
        var isEscaped = false;
        foreach (var c in text)
        {
            // A backslash stands for itself in single quotes; the reference leaves it alone, even a last one.
            output.Append(c == '\'' && !isEscaped ? "\\'" : c.ToString());
            isEscaped = c == '\\' && !isEscaped;
        }
        output.Append('\'');
    }

    private static void AppendDoubleQuoted(string text, StringBuilder output)
    {
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
                < ' ' => output.Append(CultureInfo.InvariantCulture, $"\\u{{{(int)c:X}}}"),
                _ => output.Append(c),
            };
        }
        output.Append('"');
    }
}
