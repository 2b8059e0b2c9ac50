using System.Globalization;
using System.Text;

namespace Bunraku.Model;

/// <summary>The part of <see cref="StringConversion"/> that is about values without elements.</summary>
internal static class ScalarConversion
{
    public static string Convert(Value value, StringFormat format) =>
        value switch
        {
            IntegerValue integer => OfInteger(integer, format),
            FloatValue real => OfFloat(real, format),
            BooleanValue truth => OfBoolean(truth, format),
            UndefValue => OfUndef(format),
            DefaultValue => OfDefault(format),
            BinaryValue binary => OfBinary(binary, format),
            RegexpValue regexp => OfRegexp(regexp, format),
            DataType type => OfType(type, format),
            UriValue uri => OfUri(uri, format),
            _ => format.Conversion == 'p'
                ? Sprintf.Format(format.Text[..^1] + "s", ValueText.Of(value))
                : Sprintf.Format(format.Text, value),
        };

    private static string OfInteger(IntegerValue integer, StringFormat format)
    {
        switch (format.Conversion)
        {
            case 'd' or 'x' or 'X' or 'o' or 'b' or 'B' or 'p':
                return Sprintf.Format(format.Text, integer);
            case 'e' or 'E' or 'f' or 'g' or 'G' or 'a' or 'A':
                return Sprintf.Format(format.Text, new FloatValue(integer.Number));
            case 'c':
                var character = Rune.IsValid((int)integer.Number)
                    ? char.ConvertFromUtf32((int)integer.Number)
                    : throw DataTypeException.Runtime("pack(U): value out of range");
                return format.As('s', format.IsAlternate ? $"\"{character}\"" : character);
            case 's':
                return format.As(format.IsAlternate ? 'p' : 's', integer.ToString());
            default:
                throw StringConversion.Illegal("Integer", format, "dxXobBeEfgGaAspc");
        }
    }

    private static string OfFloat(FloatValue real, StringFormat format) =>
        format.Conversion switch
        {
            'd' or 'x' or 'X' or 'o' or 'b' or 'B' => Sprintf.Format(
                format.Text,
                new FloatValue(Math.Truncate(real.Number))
            ),
            'e' or 'E' or 'f' or 'g' or 'G' or 'a' or 'A' or 'p' => Sprintf.Format(format.Text, real),
            's' => format.As('s', format.IsAlternate ? $"\"{real}\"" : real.ToString()),
            _ => throw StringConversion.Illegal("Float", format, "dxXobBeEfgGaAsp"),
        };

    private static string OfBoolean(BooleanValue truth, StringFormat format)
    {
        var word = format.Conversion switch
        {
            't' => truth.IsTrue ? "true" : "false",
            'T' => truth.IsTrue ? "True" : "False",
            'y' => truth.IsTrue ? "yes" : "no",
            'Y' => truth.IsTrue ? "Yes" : "No",
            _ => null,
        };
        if (word is not null)
        {
            return format.Pad(format.IsAlternate ? word[..1] : word);
        }
        return format.Conversion switch
        {
            'd' or 'x' or 'X' or 'o' or 'b' or 'B' => OfInteger(
                new IntegerValue(truth.IsTrue ? 1 : 0),
                format
            ),
            'e' or 'E' or 'f' or 'g' or 'G' or 'a' or 'A' => OfFloat(
                new FloatValue(truth.IsTrue ? 1 : 0),
                format
            ),
            's' or 'p' => format.Pad(truth.ToString()),
            _ => throw StringConversion.Illegal("Boolean", format, "tTyYdxXobBeEfgGaAsp"),
        };
    }

    private static string OfUndef(StringFormat format)
    {
        var isAlternate = format.IsAlternate;
        return format.Pad(
            format.Conversion switch
            {
                'n' => isAlternate ? "null" : "nil",
                'u' => isAlternate ? "undefined" : "undef",
                'v' => "n/a",
                'V' => "N/A",
                's' => isAlternate ? "\"\"" : "",
                'p' => isAlternate ? "\"undef\"" : "undef",
                var c when "dxXobBeEfgGaA".Contains(c, StringComparison.Ordinal) => "NaN",
                _ => throw StringConversion.Illegal("Undef", format, "nudxXobBeEfgGaAvVsp"),
            }
        );
    }

    private static string OfDefault(StringFormat format) =>
        format.Pad(
            format.Conversion switch
            {
                'd' or 's' or 'p' => format.IsAlternate ? "\"default\"" : "default",
                'D' => format.IsAlternate ? "\"Default\"" : "Default",
                _ => throw StringConversion.Illegal("Default", format, "dDsp"),
            }
        );

    /// <summary>The bytes as Ruby shows a string of no encoding.</summary>
    private static string Inspect(BinaryValue binary)
    {
        var text = new StringBuilder("\"");
        foreach (var b in binary.Bytes.Span)
        {
            text.Append(b < 128 ? RubyText.Inspect((char)b + "")[1..^1] : $"\\x{b:X2}");
        }
        return text.Append('"').ToString();
    }

    private static string OfBinary(BinaryValue binary, StringFormat format)
    {
        var base64 = binary.ToString();
        if (format.Conversion == 'p')
        {
            return $"Binary(\"{format.As('s', base64)}\")";
        }
        var text = format.Conversion switch
        {
            's' when format.IsAlternate => null,
            's' => Utf8(binary),
            'b' => Lines(base64),
            'B' => base64,
            'u' => base64.Replace('+', '-').Replace('/', '_'),
            't' => "Binary",
            'T' => "BINARY",
            _ => throw StringConversion.Illegal("Binary", format, "bButTsp"),
        };
        return text is null
            ? format.As('s', Inspect(binary))
            : format.As(format.IsAlternate ? 'p' : 's', text);
    }

    private static string Utf8(BinaryValue binary)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(binary.Bytes.Span);
        }
        catch (DecoderFallbackException)
        {
            var bad = binary.Bytes.ToArray().First(b => b > 127);
            throw DataTypeException.Runtime(
                string.Create(CultureInfo.InvariantCulture, $"\"\\x{bad:X2}\" from ASCII-8BIT to UTF-8")
            );
        }
    }

    /// <summary>MIME's form: 60 digits a line, each line ended.</summary>
    private static string Lines(string base64) =>
        string.Concat(base64.Chunk(60).Select(line => new string(line) + "\n"));

    private static string OfRegexp(RegexpValue regexp, StringFormat format) =>
        format.Conversion switch
        {
            'p' => format.As('s', regexp.ToString()),
            's' => format.As('s', Quoted(format, regexp.Shown("imx"))),
            _ => throw StringConversion.Illegal("Regexp", format, "sp"),
        };

    private static string Quoted(StringFormat format, string text) =>
        format.IsAlternate ? ValueText.Quoted(text) : text;

    private static string OfType(DataType type, StringFormat format) =>
        format.Conversion switch
        {
            's' => format.As('s', format.IsAlternate ? $"\"{type}\"" : type.ToString()),
            'p' => format.As('s', type.ToString()),
            _ => throw StringConversion.Illegal("Type", format, "sp"),
        };

    private static string OfUri(UriValue uri, StringFormat format) =>
        format.Conversion switch
        {
            'p' => ValueText.Of(uri),
            's' => format.As('s', format.IsAlternate ? ValueText.Quoted(uri.ToString()) : uri.ToString()),
            _ => throw StringConversion.Illegal("URI", format, "sp"),
        };
}
