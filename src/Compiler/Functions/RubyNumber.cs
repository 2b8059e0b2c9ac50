using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Ruby's lenient <c>to_i</c>.</summary>
internal static class RubyNumber
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
}
