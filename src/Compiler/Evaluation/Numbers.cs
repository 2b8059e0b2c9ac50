using System.Globalization;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>Numbers written as strings, which arithmetic and indexes accept with a complaint.</summary>
internal static class Numbers
{
    /// <summary>
    /// The value as a number; a string that looks like one is an error, warning or fine, as <c>strict</c>
    /// says.
    /// </summary>
    public static Value Coerce(Frame frame, Value value, Span span)
    {
        if (value is not StringValue text)
        {
            return value is IntegerValue or FloatValue or TimespanValue or TimestampValue or SemVerValue
                ? value
                : throw new EvaluationException(CompilerDiagnostics.NotNumeric(span, value));
        }
        var number =
            Parse(text.Text) ?? throw new EvaluationException(CompilerDiagnostics.NotNumeric(span, value));
        var diagnostic = CompilerDiagnostics.NumericCoercion(span, text.Text, number);
        switch (frame.Compilation.Settings.Strict)
        {
            case Severity.Error:
                throw new EvaluationException(diagnostic);
            case Severity.Warning:
                frame.Compilation.Warn(diagnostic);
                break;
        }
        return number;
    }

    public static double ToDouble(Value number) =>
        number is IntegerValue integer ? integer.Number : ((FloatValue)number).Number;

    /// <summary>A number in any notation of the language, signed, or null.</summary>
    public static Value? Parse(string text)
    {
        var given = TrimBlanks(text);
        var start = given.Length > 0 && given[0] is '-' or '+' ? 1 : 0;
        var sign = given.StartsWith('-') ? -1 : 1;
        var digits = TrimBlanks(given[start..]);
        if (digits.IsEmpty)
        {
            return null;
        }
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return long.TryParse(
                digits[2..],
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out var hex
            )
                ? new IntegerValue(sign * hex)
                : null;
        }
        if (digits.Length > 1 && digits[0] == '0' && AllDigits(digits))
        {
            return Octal(digits[1..], sign);
        }
        if (AllDigits(digits))
        {
            return long.TryParse(digits, CultureInfo.InvariantCulture, out var number)
                ? new IntegerValue(sign * number)
                : null;
        }
        return IsFloat(digits)
            ? new FloatValue(sign * double.Parse(digits, CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>Blanks, but no ends of lines, may stand around a sign and its digits.</summary>
    private static ReadOnlySpan<char> TrimBlanks(ReadOnlySpan<char> text)
    {
        while (text.Length > 0 && IsBlank(text[0]))
        {
            text = text[1..];
        }
        while (text.Length > 0 && IsBlank(text[^1]))
        {
            text = text[..^1];
        }
        return text;
    }

    private static bool IsBlank(char c) =>
        c == '\t' || char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator;

    private static bool AllDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    private static IntegerValue? Octal(ReadOnlySpan<char> digits, int sign)
    {
        long number = 0;
        foreach (var c in digits)
        {
            if (c > '7' || number > long.MaxValue >> 3)
            {
                return null;
            }
            number = number * 8 + (c - '0');
        }
        return new IntegerValue(sign * number);
    }

    /// <summary><c>12.5</c>, <c>1e9</c>, <c>1.5E-3</c>: digits on both sides of the point.</summary>
    private static bool IsFloat(ReadOnlySpan<char> text)
    {
        var exponent = text.IndexOfAny('e', 'E');
        var mantissa = exponent < 0 ? text : text[..exponent];
        if (exponent >= 0)
        {
            var power = text[(exponent + 1)..];
            power = power.Length > 0 && power[0] is '-' or '+' ? power[1..] : power;
            if (power.IsEmpty || !AllDigits(power))
            {
                return false;
            }
        }
        var point = mantissa.IndexOf('.');
        return point < 0
            ? exponent >= 0 && !mantissa.IsEmpty && AllDigits(mantissa)
            : point > 0
                && point < mantissa.Length - 1
                && AllDigits(mantissa[..point])
                && AllDigits(mantissa[(point + 1)..]);
    }
}
