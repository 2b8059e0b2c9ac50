using System.Globalization;
using System.Text;

namespace Bunraku.Model;

/// <summary>
/// Values as Ruby's <c>to_s</c> and <c>inspect</c> print them, for <c>sprintf</c> and templates.
/// </summary>
public static class RubyText
{
    public static string Of(Value value) =>
        value switch
        {
            ArrayValue or HashValue => Inspect(value),
            RegexpValue regexp => $"(?-mix:{regexp.Pattern})",
            _ => value.ToString(),
        };

    /// <summary>
    /// The name of the class a value has in Ruby, which the reference shows for bad parameters.
    /// </summary>
    public static string ClassOf(Value value) =>
        value switch
        {
            UndefValue => "NilClass",
            DefaultValue or SymbolValue => "Symbol",
            BooleanValue { IsTrue: true } => "TrueClass",
            BooleanValue => "FalseClass",
            IntegerValue => "Integer",
            FloatValue => "Float",
            StringValue => "String",
            ArrayValue => "Array",
            HashValue => "Hash",
            RegexpValue => "Regexp",
            SemVerValue => "SemanticPuppet::Version",
            SemVerRangeValue => "SemanticPuppet::VersionRange",
            TimestampValue => "Puppet::Pops::Time::Timestamp",
            TimespanValue => "Puppet::Pops::Time::Timespan",
            BinaryValue => "Puppet::Pops::Types::PBinaryType::Binary",
            SensitiveValue => "Puppet::Pops::Types::PSensitiveType::Sensitive",
            IteratorValue => "Puppet::Pops::Types::Iterator",
            UriValue uri => UriClass(uri),
            ObjectValue instance => $"Puppet::DataTypes::{instance.Type.Name}",
            TypeAliasType => "Puppet::Pops::Types::PTypeAliasType",
            ObjectType => "Puppet::Pops::Types::PObjectType",
            DataType type => $"Puppet::Pops::Types::P{type.Name}Type",
            _ => TypeInference.Of(value).Name,
        };

    private static string UriClass(UriValue uri) =>
        uri.Scheme?.ToLowerInvariant() switch
        {
            "http" => "URI::HTTP",
            "https" => "URI::HTTPS",
            "ftp" => "URI::FTP",
            "file" => "URI::File",
            "ldap" => "URI::LDAP",
            "ldaps" => "URI::LDAPS",
            "mailto" => "URI::MailTo",
            "ws" => "URI::WS",
            "wss" => "URI::WSS",
            _ => "URI::Generic",
        };

    /// <summary>As <see cref="ClassOf"/>, but of a data type its simple name: <c>Integer-Type</c>.</summary>
    internal static string LabelOf(Value value) =>
        value switch
        {
            TypeAliasType => "TypeAlias-Type",
            ObjectType => "Object-Type",
            DataType type => $"{type.Name}-Type",
            _ => ClassOf(value),
        };

    public static string Inspect(Value value)
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
                output.Append("nil");
                break;
            case DefaultValue:
                output.Append(":default");
                break;
            case SymbolValue symbol:
                output.Append(':').Append(symbol);
                break;
            case SensitiveValue:
                output.Append("#<").Append(value).Append('>');
                break;
            case ArrayValue array:
                output.Append('[');
                for (var i = 0; i < array.Count; i++)
                {
                    output.Append(i == 0 ? "" : ", ");
                    Append(array[i], output);
                }
                output.Append(']');
                break;
            case HashValue hash:
                var separator = "{";
                foreach (var (key, item) in hash.Entries)
                {
                    output.Append(separator);
                    Append(key, output);
                    output.Append("=>");
                    Append(item, output);
                    separator = ", ";
                }
                output.Append(hash.Count == 0 ? "{}" : "}");
                break;
            default:
                output.Append(value);
                break;
        }
    }

    private static void AppendQuoted(string text, StringBuilder output)
    {
        output.Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var next = i + 1 < text.Length ? text[i + 1] : '\0';
            _ = c switch
            {
                '"' => output.Append("\\\""),
                '\\' => output.Append("\\\\"),
                '#' when next is '{' or '$' or '@' => output.Append("\\#"),
                '\n' => output.Append("\\n"),
                '\t' => output.Append("\\t"),
                '\r' => output.Append("\\r"),
                '\e' => output.Append("\\e"),
                '\a' => output.Append("\\a"),
                '\b' => output.Append("\\b"),
                '\f' => output.Append("\\f"),
                '\v' => output.Append("\\v"),
                < ' ' or '\u007f' => output.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:X2}"),
                _ => output.Append(c),
            };
        }
        output.Append('"');
    }
}
