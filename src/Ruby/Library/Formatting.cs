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

    public static string Format(Runtime r, string format, object[] values)
    {
        var output = new StringBuilder();
        var next = 0;
        object Next() =>
            next < values.Length ? values[next++] : throw r.Error("ArgumentError", "too few arguments");
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
            if (format[i] is '%' or '\n')
            {
                output.Append(format[i] == '%' ? "%" : "%\n");
                continue;
            }
            object? named = null;
            var flags = Flags(r, format, ref i, values, ref named);
            if (flags.EndsWith('}'))
            {
                i--;
                output.Append(r.ToText(named!));
                continue;
            }
            var width = Number(r, format, ref i, Next);
            if (width < 0)
            {
                (flags, width) = (flags + "-", -width);
            }
            if (width > 0 && i < format.Length && format[i] == '$')
            {
                i++;
                named =
                    width <= values.Length
                        ? values[width - 1]
                        : throw r.Error("ArgumentError", "too few arguments");
                flags += Flags(r, format, ref i, values, ref named);
                width = Number(r, format, ref i, Next);
            }
            flags += Flags(r, format, ref i, values, ref named);
            int? precision = null;
            if (!flags.Contains('}', StringComparison.Ordinal) && i < format.Length && format[i] == '.')
            {
                i++;
                precision = Number(r, format, ref i, Next);
                flags += Flags(r, format, ref i, values, ref named);
            }
            if (flags.Contains('}', StringComparison.Ordinal))
            {
                i--;
                output.Append(Padded(r.ToText(named!), new Directive(flags, width, precision, 's')));
                continue;
            }
            var kind =
                i < format.Length
                    ? format[i]
                    : throw r.Error(
                        "ArgumentError",
                        "incomplete format specifier; use %% (double %) instead"
                    );
            output.Append(One(r, new Directive(flags, width, precision, kind), named ?? Next()));
        }
        return output.ToString();
    }

    private static string Flags(Runtime r, string format, ref int i, object[] values, ref object? named)
    {
        var flags = new StringBuilder();
        while (i < format.Length)
        {
            var c = format[i];
            if (c is '-' or '+' or ' ' or '#' || c == '0')
            {
                flags.Append(c);
                i++;
            }
            else if (c is '<' or '{')
            {
                var end = format.IndexOf(c == '<' ? '>' : '}', i);
                var name =
                    end < 0
                        ? throw r.Error("ArgumentError", "malformed name - unmatched parenthesis")
                        : format[(i + 1)..end];
                var hash = values is [RubyHash only]
                    ? only
                    : throw r.Error("ArgumentError", "one hash required");
                named =
                    hash.Find(new Symbol(name))
                    ?? hash.DefaultProc?.Call(hash, new Symbol(name))
                    ?? (
                        hash.Default is not Nil
                            ? hash.Default
                            : throw r.Error(
                                "KeyError",
                                $"key{(c == '<' ? $"<{name}>" : $"{{{name}}}")} not found"
                            )
                    );
                i = end + 1;
                if (c == '{')
                {
                    return flags.Append('}').ToString();
                }
            }
            else
            {
                break;
            }
        }
        return flags.ToString();
    }

    /// <summary>What a width or precision may be.</summary>
    private const int MostColumns = 1_000_000;

    private static int Number(Runtime r, string format, ref int i, Func<object> next)
    {
        if (i < format.Length && format[i] == '*')
        {
            i++;
            return (int)Math.Clamp(r.Int(next()), -MostColumns, MostColumns);
        }
        var value = 0;
        for (; i < format.Length && char.IsAsciiDigit(format[i]); i++)
        {
            value = Math.Min(value * 10 + format[i] - '0', MostColumns);
        }
        return value;
    }

    private static string Padded(string text, Directive directive) =>
        directive.Has('-') ? text.PadRight(directive.Width) : text.PadLeft(directive.Width);

    private static string One(Runtime r, Directive directive, object value)
    {
        switch (directive.Kind)
        {
            case 's' or 'p':
                var text = directive.Kind == 's' ? r.ToText(value) : r.Inspect(value);
                return Padded(
                    directive.Precision is { } most && most < text.Length ? text[..most] : text,
                    directive
                );
            case 'c':
                return Padded(
                    value is long code ? char.ConvertFromUtf32((int)code)
                        : r.Text(value) is { Length: 1 or 2 } single ? single
                        : throw r.Error("ArgumentError", "%c requires a character"),
                    directive
                );
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
                var digits = Signed(Whole(r, value), radix, prefix, directive);
                return directive.Kind == 'X' ? digits.ToUpperInvariant() : digits;
            case 'a' or 'A':
                return Padded(Hexadecimal(r, value), directive);
            case 'f' or 'e' or 'E' or 'g' or 'G':
                return Real(r, value, directive);
            default:
                throw r.Error("ArgumentError", $"malformed format string - %{directive.Kind}");
        }
    }

    private static string Hexadecimal(Runtime r, object value)
    {
        var bits = BitConverter.DoubleToInt64Bits(
            Numbers.Float(Runtime.IsNumber(value) ? value : r.Send(r.Main, "Float", value))
        );
        var exponent = (int)((bits >> 52) & 0x7ff);
        var fraction = (bits & 0xfffffffffffffL).ToString("x13", CultureInfo.InvariantCulture).TrimEnd('0');
        var sign = bits < 0 ? "-" : "";
        return exponent == 0 && fraction.Length == 0
            ? sign + "0x0p+0"
            : $"{sign}0x1{(fraction.Length > 0 ? "." + fraction : "")}p{exponent - 1023:+0;-0}";
    }

    private static BigInteger Whole(Runtime r, object value) =>
        value switch
        {
            double number => new BigInteger(Math.Floor(number)),
            _ => Integers.Big(r.Send(r.Main, "Integer", value)),
        };

    private static string Signed(BigInteger value, int radix, string prefix, Directive directive)
    {
        var digits = Numbers.InBase(BigInteger.Abs(value), radix);
        if (value.Sign < 0 && radix != 10 && !directive.Has('+') && !directive.Has(' '))
        {
            // Negative numbers are told as the endless two's complement.
            var (size, top) = (1, BigInteger.Pow(radix, 1));
            while (top / 2 < BigInteger.Abs(value))
            {
                top = BigInteger.Pow(radix, ++size);
            }
            var most = Numbers.InBase(radix - 1, radix);
            digits =
                ".."
                + (Numbers.InBase(top + value, radix).StartsWith(most, StringComparison.Ordinal) ? "" : most)
                + Numbers.InBase(top + value, radix);
            return Padded(prefix + digits, directive);
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
        var number = Numbers.Float(Runtime.IsNumber(value) ? value : r.Send(r.Main, "Float", value));
        if (!double.IsFinite(number))
        {
            return WithSign(number < 0, "", double.IsNaN(number) ? "NaN" : "Inf", directive, false);
        }
        var precision = directive.Precision ?? 6;
        var magnitude = Math.Abs(number);
        var digits = directive.Kind switch
        {
            'f' => magnitude.ToString("F" + precision, CultureInfo.InvariantCulture),
            'e' or 'E' => Exponent(magnitude, precision),
            _ => General(magnitude, precision == 0 ? 1 : precision, directive.Has('#')),
        };
        digits = char.IsUpper(directive.Kind) ? digits.ToUpperInvariant() : digits;
        return WithSign(number < 0 || double.IsNegative(number), "", digits, directive, true);
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
