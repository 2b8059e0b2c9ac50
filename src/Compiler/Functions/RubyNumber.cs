using System.Globalization;
using System.Text.RegularExpressions;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Ruby's lenient <c>to_i</c>, and its strict <c>Integer()</c> and <c>Float()</c>.</summary>
internal static partial class RubyNumber
{
    /// <summary>The whole number a value starts with; 0 when it starts with none.</summary>
    public static long ToInteger(Value value)
    {
        if (value is not StringValue text)
        {
            return value is IntegerValue integer ? integer.Number
                : value is FloatValue real ? (long)real.Number
                : 0;
        }
        var digits = text.Text.TrimStart();
        var length = digits.Length > 0 && digits[0] is '-' or '+' ? 1 : 0;
        while (length < digits.Length && char.IsAsciiDigit(digits[length]))
        {
            length++;
        }
        _ = long.TryParse(
            digits.AsSpan(0, length),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var number
        );
        return number;
    }

    /// <summary>The number that a text starts with; 0 when it starts with none.</summary>
    public static double ToFloat(string text)
    {
        var digits = text.AsSpan().TrimStart();
        var length = digits.Length > 0 && digits[0] is '-' or '+' ? 1 : 0;
        length = PastDigits(digits, length);
        if (length + 1 < digits.Length && digits[length] == '.' && char.IsAsciiDigit(digits[length + 1]))
        {
            length = PastDigits(digits, length + 1);
        }
        if (length < digits.Length && digits[length] is 'e' or 'E')
        {
            var power =
                length + 1 < digits.Length && digits[length + 1] is '-' or '+' ? length + 2 : length + 1;
            var end = PastDigits(digits, power);
            length = end > power ? end : length;
        }
        _ = double.TryParse(
            digits[..length],
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var number
        );
        return number;
    }

    private static int PastDigits(ReadOnlySpan<char> text, int start)
    {
        while (start < text.Length && char.IsAsciiDigit(text[start]))
        {
            start++;
        }
        return start;
    }

    /// <summary>
    /// What <c>Integer()</c> makes of a text: with underscores between digits, and prefixes <c>0x</c>,
    /// <c>0b</c>, <c>0o</c> and <c>0</c>. Null when it is no number.
    /// </summary>
    public static IntegerValue? ParseInteger(string text)
    {
        var digits = text.Trim();
        var isNegative = digits.StartsWith('-');
        digits = isNegative || digits.StartsWith('+') ? digits[1..] : digits;
        var (radix, start) = digits switch
        {
            ['0', 'x' or 'X', ..] => (16, 2),
            ['0', 'b' or 'B', ..] => (2, 2),
            ['0', 'o' or 'O', ..] => (8, 2),
            ['0', _, ..] => (8, 1),
            _ => (10, 0),
        };
        digits = digits[start..];
        if (digits.Length == 0 || digits[^1] == '_' || digits[0] == '_' && start != 1)
        {
            return null;
        }
        long number = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = char.IsAsciiHexDigit(digits[i]) ? Convert.ToInt32(digits[i].ToString(), 16) : radix;
            if (digits[i] == '_' && digits[i + 1] != '_')
            {
                continue;
            }
            if (digit >= radix || number > (long.MaxValue - digit) / radix)
            {
                return null;
            }
            number = number * radix + digit;
        }
        return new IntegerValue(isNegative ? -number : number);
    }

    /// <summary>What <c>Float()</c> makes of a text, or null.</summary>
    public static double? ParseFloat(string text)
    {
        var digits = UnderscoreBetweenDigits().Replace(text.Trim(), "");
        var isPlain =
            digits.Length > 0
            && char.IsAsciiDigit(digits[^1])
            && digits.AsSpan().IndexOfAnyExcept("+-") is >= 0 and var first
            && char.IsAsciiDigit(digits[first]);
        const NumberStyles Style =
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (isPlain && double.TryParse(digits, Style, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }
        return ParseInteger(text)?.Number;
    }

    [GeneratedRegex("(?<=[0-9])_(?=[0-9])")]
    private static partial Regex UnderscoreBetweenDigits();
}
