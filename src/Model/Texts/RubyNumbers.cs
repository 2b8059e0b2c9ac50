using System.Globalization;
using System.Numerics;

namespace Bunraku.Model;

/// <summary>
/// Ruby's <c>Integer()</c> and <c>Float()</c>, as <c>format</c> applies them to its arguments.
/// </summary>
internal static class RubyNumbers
{
    public static BigInteger ToInteger(Value value) =>
        value switch
        {
            IntegerValue integer => integer.Number,
            FloatValue real when double.IsFinite(real.Number) => new BigInteger(real.Number),
            FloatValue real => throw DataTypeException.Runtime(FloatText.Of(real.Number)),
            StringValue text => Parse(text.Text),
            TimespanValue span => span.WholeSeconds,
            TimestampValue time => time.WholeSeconds,
            _ => throw NoConversion(value, "Integer"),
        };

    public static double ToFloat(Value value) =>
        value switch
        {
            IntegerValue integer => integer.Number,
            FloatValue real => real.Number,
            TimespanValue span => span.TotalSeconds,
            TimestampValue time => time.TotalSeconds,
            StringValue text
                when double.TryParse(
                    text.Text.Trim().Replace("_", "", StringComparison.Ordinal),
                    NumberStyles.Float,
                    CultureInfo.InvariantCulture,
                    out var number
                ) => number,
            StringValue text => throw DataTypeException.Runtime(
                $"invalid value for Float(): {RubyText.Inspect(text)}"
            ),
            _ => throw NoConversion(value, "Float"),
        };

    private static DataTypeException NoConversion(Value value, string target)
    {
        var name = value switch
        {
            UndefValue => "nil",
            BooleanValue truth => truth.ToString(),
            _ => RubyText.ClassOf(value),
        };
        return DataTypeException.Runtime($"can't convert {name} into {target}");
    }

    private static BigInteger Parse(string text)
    {
        var digits = text.Trim().Replace("_", "", StringComparison.Ordinal);
        var isNegative = digits.StartsWith('-');
        digits = digits.Length > 0 && digits[0] is '+' or '-' ? digits[1..] : digits;
        var (radix, length) = digits.ToLowerInvariant() switch
        {
            ['0', 'x', ..] => (16, 2),
            ['0', 'b', ..] => (2, 2),
            ['0', 'o', ..] => (8, 2),
            ['0', _, ..] => (8, 1),
            _ => (10, 0),
        };
        var number = BigInteger.Zero;
        var isValid = digits.Length > length;
        foreach (var c in digits.AsSpan(Math.Min(length, digits.Length)))
        {
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : int.MaxValue;
            isValid &= digit < radix;
            number = isValid ? number * radix + digit : number;
        }
        return isValid
            ? isNegative
                ? -number
                : number
            : throw DataTypeException.Runtime($"invalid value for Integer(): {RubyText.Inspect(text)}");
    }
}
