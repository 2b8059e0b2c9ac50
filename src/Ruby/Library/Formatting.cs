using System.Globalization;
using System.Numerics;
using System.Text;

namespace Bunraku.Ruby;

/// <summary><c>format</c>, <c>sprintf</c> and <c>%</c>.</summary>
internal static class Formatting
{
    private sealed record Directive(string Flags, int Width, int? Precision, char Kind)
    {
        public bool Has(char flag) => Flags.Contains(flag, StringComparison.Ordinal);
    }

    public static RubyString Format(Runtime r, RubyString format, object[] values)
    {
        var whole = new RubyString(r.Classes.String, format.Text) { Encoding = format.Encoding };
        whole.Text = Format(r, format.Text, values, whole);
        return whole;
    }

    private static string Format(Runtime r, string format, object[] values, RubyString whole)
    {
        var output = new StringBuilder();
        var given = new Given(r, values);
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                output.Append(format[i]);
                continue;
            }
            i++;
            if (i >= format.Length)
            {
                throw r.Error("ArgumentError", "incomplete format specifier; use %% (double %) instead");
            }
            if (format[i] is '%' or '\n' or '\0')
            {
                output.Append(format[i] == '%' ? "%" : "%" + format[i]);
                continue;
            }
            output.Append(One(r, format, ref i, given, whole));
        }
        if (Runtime.IsTrue(r.Global("$DEBUG")) && given.HasMore)
        {
            throw r.Error("ArgumentError", "too many arguments for format string");
        }
        return output.ToString();
    }

    /// <summary>The values, which are taken in order, by their numbers or by their names.</summary>
    private sealed class Given(Runtime r, object[] values)
    {
        private int next;
        private string? way;

        public bool HasMore => way == "unnumbered" && next < values.Length;

        private void Take(string kind, string what)
        {
            if (way is not null && way != kind)
            {
                var before = way == "unnumbered" ? $"unnumbered({next})" : way;
                throw r.Error(
                    "ArgumentError",
                    kind == "unnumbered" ? $"{what} mixed with {way}" : $"{what} after {before}"
                );
            }
            way = kind;
        }

        public object Next()
        {
            Take("unnumbered", $"unnumbered({next + 1})");
            return next < values.Length
                ? values[next++]
                : throw r.Error("ArgumentError", "too few arguments");
        }

        public object Numbered(int number)
        {
            Take("numbered", $"numbered({number})");
            return number == 0 ? throw r.Error("ArgumentError", "invalid index - 0$")
                : number <= values.Length ? values[number - 1]
                : throw r.Error("ArgumentError", "too few arguments");
        }

        public object Named(string name, string shown)
        {
            Take("named", $"named{shown}");
            var hash =
                values is [RubyHash only] ? only
                : values is [RubyObject one] && r.RespondsTo(one, "to_hash") ? r.ToHash(one)
                : throw r.Error("ArgumentError", "one hash required");
            if (hash.Find(new Symbol(name)) is { } found)
            {
                return found;
            }
            if (hash.DefaultProc is null && hash.Default is Nil)
            {
                var error = r.Error("KeyError", $"key{shown} not found");
                (error.Value.Details["key"], error.Value.Details["receiver"]) = (new Symbol(name), hash);
                throw error;
            }
            return hash.DefaultProc?.Call(hash, new Symbol(name)) ?? hash.Default;
        }
    }

    /// <summary>One directive, which begins at a place and ends there.</summary>
    // A case for each character of a directive: the method length is that of the list.
    private static string One(Runtime r, string format, ref int i, Given given, RubyString whole)
    {
        var flags = "";
        int? width = null;
        int? precision = null;
        object? value = null;
        for (; i < format.Length; i++)
        {
            var c = format[i];
            switch (c)
            {
                case '-' or '+' or ' ' or '#' or '0':
                    if (width is not null || precision is not null)
                    {
                        throw r.Error(
                            "ArgumentError",
                            $"flag after {(precision is null ? "width" : "precision")}"
                        );
                    }
                    flags += c;
                    break;
                case >= '1' and <= '9':
                    var number = Number(r, format, ref i);
                    if (i < format.Length && format[i] == '$')
                    {
                        value = value is null
                            ? given.Numbered(number)
                            : throw r.Error("ArgumentError", $"value given twice - {number}$");
                        break;
                    }
                    i--;
                    width =
                        width is null && precision is null
                            ? number
                            : throw r.Error(
                                "ArgumentError",
                                width is null ? "width after precision" : "width given twice"
                            );
                    break;
                case '*':
                    if (width is not null || precision is not null)
                    {
                        throw r.Error(
                            "ArgumentError",
                            width is null ? "width after precision" : "width given twice"
                        );
                    }
                    width = Starred(r, format, ref i, given);
                    (flags, width) = width < 0 ? (flags + "-", -width) : (flags, width);
                    break;
                case '.':
                    if (precision is not null)
                    {
                        throw r.Error("ArgumentError", "precision given twice");
                    }
                    i++;
                    if (i < format.Length && format[i] == '*')
                    {
                        precision = Math.Max(-1, Starred(r, format, ref i, given));
                    }
                    else
                    {
                        precision = Number(r, format, ref i, "precision");
                        i--;
                    }
                    break;
                case '<' or '{':
                    var end = format.IndexOf(c == '<' ? '>' : '}', i);
                    if (end < 0)
                    {
                        throw r.Error("ArgumentError", "malformed name - unmatched parenthesis");
                    }
                    if (value is not null)
                    {
                        throw r.Error(
                            "ArgumentError",
                            $"named{format[i..(end + 1)]} after <{format[(i + 1)..end]}>"
                        );
                    }
                    value = given.Named(format[(i + 1)..end], format[i..(end + 1)]);
                    i = end;
                    if (c == '{')
                    {
                        return Told(r, new Directive(flags, width ?? 0, Cut(precision), 's'), value, whole);
                    }
                    break;
                case '\n' or '\0' or '%':
                    throw r.Error(
                        "ArgumentError",
                        c == '%'
                            ? "invalid format character - %"
                            : "malformed format string - %" + (c == '\n' ? "\\n" : "\\0")
                    );
                default:
                    var directive = new Directive(flags, width ?? 0, Cut(precision), c);
                    if (!"spcdiuxXobBaAfeEgG".Contains(c))
                    {
                        throw r.Error("ArgumentError", $"malformed format string - %{c}");
                    }
                    return Told(r, directive, value ?? given.Next(), whole);
            }
        }
        throw r.Error("ArgumentError", "incomplete format specifier; use %% (double %) instead");
    }

    private static int? Cut(int? precision) => precision < 0 ? null : precision;

    /// <summary>A width or precision that a value tells: <c>*</c>, <c>*2$</c>.</summary>
    private static int Starred(Runtime r, string format, ref int i, Given given)
    {
        var at = i + 1;
        var number = Number(r, format, ref at);
        object value;
        if (at > i + 1 && at < format.Length && format[at] == '$')
        {
            i = at;
            value = given.Numbered(number);
        }
        else
        {
            value = given.Next();
        }
        return Columns(r, r.Int(value));
    }

    /// <summary>A width or precision: what is made of it is as large.</summary>
    private static int Columns(Runtime r, long value)
    {
        if (value is <= int.MinValue or > int.MaxValue)
        {
            var far = value < 0 ? "small" : "big";
            throw r.Error("RangeError", $"integer {value} too {far} to convert to `int'");
        }
        r.Grow((int)Math.Abs(value));
        return (int)value;
    }

    private static int Number(Runtime r, string format, ref int i, string what = "width")
    {
        var value = 0L;
        for (; i < format.Length && char.IsAsciiDigit(format[i]); i++)
        {
            value = value * 10 + format[i] - '0';
            if (value > int.MaxValue)
            {
                throw r.Error("ArgumentError", $"{what} too big");
            }
        }
        return Columns(r, value);
    }

    private static string Padded(string text, Directive directive)
    {
        var width = directive.Width + text.Length - Places.Count(text);
        return directive.Has('-') ? text.PadRight(width) : text.PadLeft(width);
    }

    private static string Told(Runtime r, Directive directive, object value, RubyString whole)
    {
        switch (directive.Kind)
        {
            case 's' or 'p':
                var given =
                    directive.Kind == 'p'
                        ? r.String(r.Inspect(value))
                        : value as RubyString ?? r.String(r.ToText(value));
                var text = StringMatching.Beside(r, whole, given);
                return Padded(
                    directive.Precision is { } most && most < Places.Count(text)
                        ? Places.Part(text, 0, most)
                        : text,
                    directive
                );
            case 'c':
                var character =
                    value is RubyString || value is RubyObject && r.RespondsTo(value, "to_str")
                        ? r.Text(value) is { Length: > 0 } letters && Places.Count(letters) == 1
                            ? letters
                            : throw r.Error("ArgumentError", "%c requires a character")
                        : StringMethods.Character(r, r.Int(value), whole.Encoding).Text;
                return Padded(character, directive);
            case 'd' or 'i' or 'u':
                return Signed(Whole(r, value), 10, "", directive);
            case 'x' or 'X' or 'o' or 'b' or 'B':
                var radix = char.ToLowerInvariant(directive.Kind) switch
                {
                    'x' => 16,
                    'o' => 8,
                    _ => 2,
                };
                var prefix = !directive.Has('#')
                    ? ""
                    : directive.Kind switch
                    {
                        'o' => "0",
                        _ => "0" + directive.Kind,
                    };
                var number = Whole(r, value);
                var isNothing = number.IsZero && (radix != 8 || directive.Precision != 0);
                var digits = Signed(number, radix, isNothing ? "" : prefix, directive);
                return directive.Kind == 'X' ? digits.ToUpperInvariant() : digits;
            default:
                return Real(r, value, directive);
        }
    }

    /// <summary>The bits of a float: <c>0x1.8p+1</c>.</summary>
    private static string Hexadecimal(double value, int? precision, bool hasPoint)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7ff);
        var fraction = bits & 0xfffffffffffffL;
        if (exponent == 0 && fraction != 0)
        {
            for (exponent = 1; fraction >> 52 == 0; exponent--)
            {
                fraction <<= 1;
            }
            fraction &= 0xfffffffffffffL;
        }
        var lead = value == 0 ? 0L : 1L;
        if (precision is { } places and < 13)
        {
            var cut = (13 - places) * 4;
            var whole = lead << 52 | fraction;
            var half = 1L << (cut - 1);
            var rest = whole & ((1L << cut) - 1);
            whole >>= cut;
            whole += rest > half || rest == half && (whole & 1) == 1 ? 1 : 0;
            (lead, fraction) = (whole >> (52 - cut), (whole << cut) & 0xfffffffffffffL);
        }
        (lead, exponent) = lead == 2 ? (1, exponent + 1) : (lead, exponent);
        var digits = fraction.ToString("x13", CultureInfo.InvariantCulture);
        digits = precision is { } kept ? digits.PadRight(kept, '0')[..kept] : digits.TrimEnd('0');
        var power = value == 0 ? 0 : exponent - 1023;
        return $"{lead}{(digits.Length > 0 || hasPoint ? "." + digits : "")}p{power:+0;-0;+0}";
    }

    private static BigInteger Whole(Runtime r, object value) =>
        value switch
        {
            double number when !double.IsFinite(number) => throw r.Error(
                "FloatDomainError",
                FloatText.Of(number)
            ),
            double number => new BigInteger(number),
            _ => Integers.Big(r.Send(r.Main, "Integer", value)),
        };

    private static string Signed(BigInteger value, int radix, string prefix, Directive directive)
    {
        var digits =
            value.IsZero && directive.Precision == 0 ? "" : Numbers.InBase(BigInteger.Abs(value), radix);
        if (value.Sign < 0 && radix != 10 && !directive.Has('+') && !directive.Has(' '))
        {
            // Negative numbers are told as the endless two's complement.
            var (size, top) = (1, BigInteger.Pow(radix, 1));
            while (top / 2 < BigInteger.Abs(value))
            {
                top = BigInteger.Pow(radix, ++size);
            }
            var most = Numbers.InBase(radix - 1, radix);
            prefix = radix == 8 ? "" : prefix;
            digits = most + Numbers.InBase(top + value, radix).TrimStart(most[0]);
            var isFilled = directive.Has('0') && !directive.Has('-');
            var wanted = directive.Precision ?? (isFilled ? directive.Width - prefix.Length : 0);
            return Padded($"{prefix}..{digits.PadLeft(Math.Max(0, wanted - 2), most[0])}", directive);
        }
        if (directive.Precision is { } least)
        {
            digits = digits.PadLeft(least, '0');
        }
        return WithSign(value.Sign < 0, prefix, digits, directive, directive.Precision is null);
    }

    private static string WithSign(
        bool isNegative,
        string prefix,
        string digits,
        Directive directive,
        bool zeros
    )
    {
        var sign =
            isNegative ? "-"
            : directive.Has('+') ? "+"
            : directive.Has(' ') ? " "
            : "";
        if (directive.Has('0') && !directive.Has('-') && zeros)
        {
            digits = digits.PadLeft(directive.Width - sign.Length - prefix.Length, '0');
        }
        return Padded(sign + prefix + digits, directive);
    }

    private static string Real(Runtime r, object value, Directive directive)
    {
        if (directive.Kind == 'f' && r.ClassOf(value).DisplayName == "Rational")
        {
            return Exactly(r, value, directive);
        }
        var number = Numbers.Float(Runtime.IsNumber(value) ? value : r.Send(r.Main, "Float", value));
        if (!double.IsFinite(number))
        {
            return WithSign(number < 0, "", double.IsNaN(number) ? "NaN" : "Inf", directive, false);
        }
        if (directive.Kind is 'a' or 'A')
        {
            var hexadecimal = WithSign(
                double.IsNegative(number),
                "0x",
                Hexadecimal(Math.Abs(number), directive.Precision, directive.Has('#')),
                directive,
                true
            );
            return directive.Kind == 'A' ? hexadecimal.ToUpperInvariant() : hexadecimal;
        }
        var precision = directive.Precision ?? 6;
        var magnitude = Math.Abs(number);
        var digits = directive.Kind switch
        {
            'f' => magnitude.ToString("F" + precision, CultureInfo.InvariantCulture),
            'e' or 'E' => Exponent(magnitude, precision),
            _ when magnitude == 0 && !directive.Has('#') => "0",
            _ => General(magnitude, precision == 0 ? 1 : precision, directive.Has('#')),
        };
        if (directive.Has('#') && !digits.Contains('.', StringComparison.Ordinal))
        {
            var at = digits.IndexOf('e', StringComparison.Ordinal);
            digits = digits.Insert(at < 0 ? digits.Length : at, ".");
        }
        digits = char.IsUpper(directive.Kind) ? digits.ToUpperInvariant() : digits;
        return WithSign(number < 0 || double.IsNegative(number), "", digits, directive, true);
    }

    /// <summary>A fraction is told to the last digit, and never by way of a float.</summary>
    private static string Exactly(Runtime r, object value, Directive directive)
    {
        var (above, below) = (
            Integers.Big(r.Send(value, "numerator")),
            Integers.Big(r.Send(value, "denominator"))
        );
        var precision = directive.Precision ?? 6;
        var scaled = (BigInteger.Abs(above) * BigInteger.Pow(10, precision) * 2 + below) / (below * 2);
        var digits = scaled.ToString(CultureInfo.InvariantCulture).PadLeft(precision + 1, '0');
        digits = precision == 0 ? digits : $"{digits[..^precision]}.{digits[^precision..]}";
        return WithSign(above.Sign < 0, "", digits, directive, true);
    }

    private static string Exponent(double value, int precision)
    {
        var text = value.ToString("e" + precision, CultureInfo.InvariantCulture);
        var at = text.IndexOf('e');
        return $"{text[..at]}e{text[at + 1]}{int.Parse(text.AsSpan(at + 2), CultureInfo.InvariantCulture):00}";
    }

    private static string General(double value, int precision, bool keepsZeros)
    {
        var exponent =
            value == 0
                ? 0
                : int.Parse(Exponent(value, precision - 1).Split('e')[1], CultureInfo.InvariantCulture);
        var text =
            exponent < -4 || exponent >= precision
                ? Exponent(value, precision - 1)
                : value.ToString("F" + Math.Max(0, precision - 1 - exponent), CultureInfo.InvariantCulture);
        if (keepsZeros || !text.Contains('.', StringComparison.Ordinal))
        {
            return text;
        }
        var parts = text.Split('e');
        var head = parts[0].TrimEnd('0').TrimEnd('.');
        return parts.Length > 1 ? head + "e" + parts[1] : head;
    }
}
