using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class IsNumeric() : TestFunction("is_numeric", "Stdlib::Compat::Numeric")
{
    public override string Doc =>
        """
            Whether a value is a number, or a string that is a decimal one.

                is_numeric('1e3') # => true
                is_numeric('0x1f') # => false
            """;

    protected override bool Holds(Value value) => IsNumber(value);

    public static bool IsNumber(Value value)
    {
        if (value is not StringValue { Text: var text })
        {
            return value is IntegerValue or FloatValue;
        }
        var digits = text.StartsWith('-') ? text[1..] : text;
        var isPadded = digits.Length > 1 && digits[0] == '0' && char.IsAsciiDigit(digits[1]);
        return !isPadded
            && digits.Length > 0
            && char.IsAsciiDigit(digits[0])
            && !digits.EndsWith('.')
            && double.TryParse(
                digits,
                NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture,
                out _
            );
    }
}
