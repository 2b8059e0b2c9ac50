using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace Bunraku.Model;

/// <summary>
/// Ruby's <c>Kernel#format</c>: all conversions and flags, <c>*</c>, <c>%1$s</c>, <c>%&lt;name&gt;s</c> and
/// <c>%{name}</c>. Throws <see cref="DataTypeException"/> with Ruby's sentences.
/// </summary>
public sealed partial class Sprintf
{
    private readonly ImmutableArray<Value> arguments;
    private int next;
    private bool hasNames;
    private bool hasNumbers;

    private Sprintf(ImmutableArray<Value> arguments) => this.arguments = arguments;

    public static string Format(string format, params ReadOnlySpan<Value> arguments) =>
        new Sprintf(ImmutableArray.Create(arguments)).Run(format);

    private string Run(string format)
    {
        var output = new StringBuilder();
        for (var at = 0; at < format.Length; at++)
        {
            if (format[at] != '%')
            {
                output.Append(format[at]);
                continue;
            }
            var match = Directive().Match(format, at);
            if (!match.Success)
            {
                throw Bad(format, at);
            }
            output.Append(Expand(match));
            at += match.Length - 1;
        }
        return output.ToString();
    }

    /// <summary>A width or precision, unless the text would be too long.</summary>
    internal static int Width(ReadOnlySpan<char> digits)
    {
        if (!int.TryParse(digits, CultureInfo.InvariantCulture, out var width))
        {
            throw DataTypeException.Runtime("width too big");
        }
        return width <= Extent.MostCharacters ? width : throw new ExtentException();
    }

    private static DataTypeException Bad(string format, int at)
    {
        var rest = format.AsSpan(at + 1).TrimStart("-+ 0#123456789.*$");
        return DataTypeException.Runtime(
            rest.IsEmpty ? "incomplete format specifier; use %% (double %) instead"
            : rest[0] is '<' or '{' && rest.IndexOf(rest[0] == '<' ? '>' : '}') < 0
                ? "malformed name - unmatched parenthesis"
            : $"malformed format string - %{rest[0]}"
        );
    }

    private string Expand(Match match)
    {
        var conversion = match.Groups["conversion"].Value;
        if (conversion == "%")
        {
            return "%";
        }
        if (match.Groups["braced"].Success)
        {
            var text = RubyText.Of(Named(match.Groups["braced"].Value, braces: "{}"));
            return new Specification(match, this).Pad(text);
        }
        var specification = new Specification(match, this);
        var value =
            match.Groups["name"].Success ? Named(match.Groups["name"].Value, braces: "<>")
            : match.Groups["position"].Success ? Numbered(Position(match.Groups["position"].ValueSpan))
            : Unnumbered();
        return conversion[0] switch
        {
            's' => specification.Pad(specification.Cut(RubyText.Of(value))),
            'p' => specification.Pad(specification.Cut(RubyText.Inspect(value))),
            'c' => specification.Pad(Character(value)),
            'd' or 'i' or 'u' => specification.Integer(RubyNumbers.ToInteger(value), 10, isUpper: false, ""),
            'x' => specification.Integer(RubyNumbers.ToInteger(value), 16, isUpper: false, "0x"),
            'X' => specification.Integer(RubyNumbers.ToInteger(value), 16, isUpper: true, "0X"),
            'o' => specification.Integer(RubyNumbers.ToInteger(value), 8, isUpper: false, "0"),
            'b' => specification.Integer(RubyNumbers.ToInteger(value), 2, isUpper: false, "0b"),
            'B' => specification.Integer(RubyNumbers.ToInteger(value), 2, isUpper: false, "0B"),
            var real => specification.Real(RubyNumbers.ToFloat(value), real),
        };
    }

    private static int Position(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, CultureInfo.InvariantCulture, out var position)
            ? position
            : throw DataTypeException.Runtime("width too big");

    private Value At(int index) =>
        index >= 0 && index < arguments.Length
            ? arguments[index]
            : throw DataTypeException.Runtime("too few arguments");

    private Value Unnumbered()
    {
        next++;
        return hasNames || hasNumbers
            ? throw DataTypeException.Runtime(
                $"unnumbered({next}) mixed with {(hasNames ? "named" : "numbered")}"
            )
            : At(next - 1);
    }

    private Value Numbered(int position)
    {
        CheckUnmixed($"numbered({position})", hasNames ? "named" : null);
        hasNumbers = true;
        return At(position - 1);
    }

    /// <summary>A directive says in one way which argument it takes, and all others in the same.</summary>
    private void CheckUnmixed(string directive, string? other)
    {
        if ((next > 0 ? $"unnumbered({next})" : other) is { } earlier)
        {
            throw DataTypeException.Runtime($"{directive} after {earlier}");
        }
    }

    private Value Named(string name, string braces)
    {
        CheckUnmixed($"named{braces[0]}{name}{braces[1]}", hasNumbers ? "numbered" : null);
        hasNames = true;
        if (arguments is not [HashValue hash])
        {
            throw DataTypeException.Runtime("one hash required");
        }
        return hash.Find(name)
            ?? throw DataTypeException.Runtime($"key{braces[0]}{name}{braces[1]} not found");
    }

    private static string Character(Value value) =>
        value is not StringValue { Text: var text } ? Character(RubyNumbers.ToInteger(value))
        : TextLength.Of(text) == 1 ? text
        : throw DataTypeException.Runtime("%c requires a character");

    private static string Character(BigInteger number) =>
        number >= 0 && number <= int.MaxValue && Rune.IsValid((int)number)
            ? char.ConvertFromUtf32((int)number)
            : throw DataTypeException.Runtime("invalid character");

    [GeneratedRegex(
        @"\G%(?:(?<position>[1-9]\d*)\$|<(?<name>[^>]+)>)?(?<flags>[-+ 0#]*)(?:(?<position>[1-9]\d*)\$)?"
            + @"(?<width>\*|\d+)?(?:\.(?<precision>\*|\d*))?(?:<(?<name>[^>]+)>)?"
            + @"(?:\{(?<braced>[^}]+)\}|(?<conversion>[diuxXobBfeEgGaAspc%]))"
    )]
    private static partial Regex Directive();

    /// <summary>Flags, width and precision of one directive, and what they do to text.</summary>
    private sealed class Specification
    {
        private readonly bool isLeft;
        private readonly bool hasPlus;
        private readonly bool hasSpace;
        private readonly bool hasZero;
        private readonly bool isAlternate;
        private readonly int width;
        private readonly int? precision;

        public Specification(Match match, Sprintf owner)
        {
            var flags = match.Groups["flags"].Value;
            hasPlus = flags.Contains('+', StringComparison.Ordinal);
            hasSpace = flags.Contains(' ', StringComparison.Ordinal);
            hasZero = flags.Contains('0', StringComparison.Ordinal);
            isAlternate = flags.Contains('#', StringComparison.Ordinal);
            var given = Number(match.Groups["width"], owner) ?? 0;
            isLeft = flags.Contains('-', StringComparison.Ordinal) || given < 0;
            width = Math.Abs(given);
            precision = Number(match.Groups["precision"], owner);
        }

        private static int? Number(Group group, Sprintf owner)
        {
            if (!group.Success)
            {
                return null;
            }
            return group.Value == "*" ? (int)RubyNumbers.ToInteger(owner.At(owner.next++))
                : group.Length == 0 ? 0
                : Width(group.ValueSpan);
        }

        public string Cut(string text) => precision < text.Length ? text[..precision.Value] : text;

        public string Pad(string text) => isLeft ? text.PadRight(width) : text.PadLeft(width);

        private string Signed(bool isNegative, string prefix, string digits, char zero = '0')
        {
            var sign =
                isNegative ? "-"
                : hasPlus ? "+"
                : hasSpace ? " "
                : "";
            var isFilled = hasZero && !isLeft && precision is null;
            digits = isFilled ? digits.PadLeft(width - sign.Length - prefix.Length, zero) : digits;
            return Pad(sign + prefix + digits);
        }

        public string Integer(BigInteger number, int radix, bool isUpper, string prefix)
        {
            prefix = isAlternate && !number.IsZero ? prefix : "";
            if (number.Sign >= 0 || radix == 10 || hasPlus || hasSpace)
            {
                var digits = Digits(BigInteger.Abs(number), radix).PadLeft(precision ?? 0, '0');
                // A precision may have brought the zero that tells octal numbers.
                prefix = radix == 8 && digits[0] == '0' ? "" : prefix;
                return Signed(number.Sign < 0, prefix, isUpper ? digits.ToUpperInvariant() : digits);
            }
            // Ruby shows negative numbers in other bases as endless two's complement.
            prefix = radix == 8 ? "" : prefix;
            var highest = "0123456789abcdef"[radix - 1];
            var size = Digits(-number, radix).Length + 1;
            var complement = Digits(BigInteger.Pow(radix, size) + number, radix).PadLeft(size, highest);
            complement = highest + complement.TrimStart(highest);
            if (precision is { } least)
            {
                complement = complement.PadLeft(least, highest);
            }
            else
            {
                var isFilled = hasZero && !isLeft;
                complement =
                    ".." + (isFilled ? complement.PadLeft(width - prefix.Length - 2, highest) : complement);
            }
            return Pad(prefix + (isUpper ? complement.ToUpperInvariant() : complement));
        }

        private static string Digits(BigInteger number, int radix)
        {
            if (radix == 10)
            {
                return number.ToString(CultureInfo.InvariantCulture);
            }
            var digits = new StringBuilder();
            do
            {
                digits.Insert(0, "0123456789abcdef"[(int)(number % radix)]);
                number /= radix;
            } while (!number.IsZero);
            return digits.ToString();
        }

        public string Real(double number, char conversion)
        {
            if (!double.IsFinite(number))
            {
                var name = double.IsNaN(number) ? "NaN" : "Inf";
                var sign =
                    number < 0 ? "-"
                    : hasPlus ? "+"
                    : hasSpace ? " "
                    : "";
                return Pad(sign + name);
            }
            var size = Math.Abs(number);
            var text = char.ToLowerInvariant(conversion) switch
            {
                'f' => FloatDigits.Fixed(size, precision ?? 6) + (isAlternate && precision == 0 ? "." : ""),
                'e' => Exponential(size, precision ?? 6, conversion),
                'a' => Hexadecimal(size),
                _ => General(size, conversion),
            };
            text = conversion is 'A' ? text.ToUpperInvariant() : text;
            var prefix = conversion is 'a' or 'A' ? text[..2] : "";
            var sign_ =
                double.IsNegative(number) ? "-"
                : hasPlus ? "+"
                : hasSpace ? " "
                : "";
            var digits = text[prefix.Length..];
            digits = hasZero && !isLeft ? digits.PadLeft(width - sign_.Length - prefix.Length, '0') : digits;
            return Pad(sign_ + prefix + digits);
        }

        private static string Exponential(double number, int precision, char conversion)
        {
            var (digits, exponent) = FloatDigits.Significant(number, precision + 1);
            var mark = char.IsUpper(conversion) ? 'E' : 'e';
            var power = Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
            var fraction = precision == 0 ? "" : "." + digits[1..];
            return $"{digits[0]}{fraction}{mark}{(exponent < 0 ? '-' : '+')}{power}";
        }

        private string General(double number, char conversion)
        {
            var significant = Math.Max(1, precision ?? 6);
            var (_, exponent) = FloatDigits.Significant(number, significant);
            var isExponential = exponent < -4 || exponent >= significant;
            var text = isExponential
                ? Exponential(number, significant - 1, conversion)
                : FloatDigits.Fixed(number, significant - 1 - exponent);
            if (isAlternate || !text.Contains('.', StringComparison.Ordinal))
            {
                return text;
            }
            var mark = text.IndexOfAny(['e', 'E']);
            var mantissa = mark < 0 ? text : text[..mark];
            return mantissa.TrimEnd('0').TrimEnd('.') + (mark < 0 ? "" : text[mark..]);
        }

        private string Hexadecimal(double number)
        {
            if (number == 0)
            {
                return isAlternate ? "0x0.p+0" : "0x0p+0";
            }
            var exponent = Math.ILogB(number);
            var mantissa = (long)(Math.ScaleB(number, -exponent) * (1L << 52)) & ((1L << 52) - 1);
            var digits = mantissa.ToString("x13", CultureInfo.InvariantCulture);
            digits = precision is { } count ? digits[..Math.Min(13, count)] : digits.TrimEnd('0');
            return $"0x1{(digits.Length > 0 || isAlternate ? "." : "")}{digits}p{(exponent < 0 ? "" : "+")}{exponent}";
        }
    }
}
