using System.Globalization;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// Values as Ruby prints them. Old functions joined and quoted with Ruby's own <c>to_s</c> and <c>inspect</c>,
/// and what people have in their files came out of that.
/// </summary>
internal static class RubyText
{
    /// <summary>Ruby's <c>to_s</c>: undef is empty, containers are inspected.</summary>
    public static string Of(Value value) =>
        value switch
        {
            ArrayValue or HashValue => Inspect(value),
            RegexpValue pattern => $"(?-mix:{pattern.Pattern})",
            _ => value.ToString(),
        };

    public static string Inspect(Value value)
    {
        var output = new StringBuilder();
        Inspect(value, output);
        return output.ToString();
    }

    public static string ClassOf(Value value) =>
        value switch
        {
            StringValue => "String",
            IntegerValue => "Integer",
            FloatValue => "Float",
            BooleanValue { IsTrue: true } => "TrueClass",
            BooleanValue => "FalseClass",
            UndefValue => "NilClass",
            DefaultValue => "Symbol",
            ArrayValue => "Array",
            HashValue => "Hash",
            RegexpValue => "Regexp",
            _ => "Object",
        };

    private static void Inspect(Value value, StringBuilder output)
    {
        switch (value)
        {
            case StringValue text:
                Quote(text.Text, output);
                break;
            case UndefValue:
                output.Append("nil");
                break;
            case DefaultValue:
                output.Append(":default");
                break;
            case ArrayValue array:
                output.Append('[');
                for (var i = 0; i < array.Count; i++)
                {
                    output.Append(i == 0 ? "" : ", ");
                    Inspect(array[i], output);
                }
                output.Append(']');
                break;
            case HashValue hash:
                output.Append('{');
                for (var i = 0; i < hash.Count; i++)
                {
                    output.Append(i == 0 ? "" : ", ");
                    Inspect(hash.Entries[i].Key, output);
                    output.Append("=>");
                    Inspect(hash.Entries[i].Value, output);
                }
                output.Append('}');
                break;
            default:
                output.Append(value);
                break;
        }
    }

    private static void Quote(string text, StringBuilder output)
    {
        output.Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            _ = c switch
            {
                '"' => output.Append("\\\""),
                '\\' => output.Append("\\\\"),
                '\n' => output.Append("\\n"),
                '\t' => output.Append("\\t"),
                '\r' => output.Append("\\r"),
                '\e' => output.Append("\\e"),
                '#' when i + 1 < text.Length && text[i + 1] is '{' or '$' or '@' => output.Append("\\#"),
                _ when char.IsControl(c) => output.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:X2}"),
                _ => output.Append(c),
            };
        }
        output.Append('"');
    }
}
