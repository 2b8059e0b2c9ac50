using System.Globalization;
using System.Numerics;

namespace Bunraku.Model;

/// <summary>
/// Exact decimal digits of floating-point numbers. What is half-way in its shortest notation goes to the even
/// digit, as Ruby has it: 2.675 becomes 2.68 though the number stored is a trifle less.
/// </summary>
internal static class FloatDigits
{
    /// <summary><c>%.Nf</c> of a finite number that is not negative.</summary>
    public static string Fixed(double number, int precision)
    {
        var scaled = Scaled(number, precision)
            .ToString(CultureInfo.InvariantCulture)
            .PadLeft(precision + 1, '0');
        return precision == 0 ? scaled : $"{scaled[..^precision]}.{scaled[^precision..]}";
    }

    /// <summary>
    /// <paramref name="count"/> significant digits of a finite number that is not negative, and the power of
    /// ten of the first.
    /// </summary>
    public static (string Digits, int Exponent) Significant(double number, int count)
    {
        if (number == 0)
        {
            return (new string('0', count), 0);
        }
        var exponent = (int)Math.Floor(Math.Log10(number));
        var digits = Scaled(number, count - 1 - exponent).ToString(CultureInfo.InvariantCulture);
        if (digits.Length != count)
        {
            // The logarithm was off by one, or rounding made one digit more.
            exponent += digits.Length - count;
            digits = Scaled(number, count - 1 - exponent).ToString(CultureInfo.InvariantCulture);
        }
        return (digits, exponent);
    }

    /// <summary>number × 10^power, rounded to the nearest integer, half to even.</summary>
    private static BigInteger Scaled(double number, int power)
    {
        if (ShortestIsHalfway(number, power, out var even))
        {
            return even;
        }
        var bits = BitConverter.DoubleToInt64Bits(number);
        var mantissa = bits & 0xf_ffff_ffff_ffff;
        var exponent = (int)(bits >> 52 & 0x7ff);
        mantissa |= exponent == 0 ? 0 : 1L << 52;
        exponent = Math.Max(exponent, 1) - 1075;
        var dividend = new BigInteger(mantissa) * (power > 0 ? BigInteger.Pow(10, power) : 1);
        var divisor = power < 0 ? BigInteger.Pow(10, -power) : BigInteger.One;
        dividend *= exponent > 0 ? BigInteger.Pow(2, exponent) : 1;
        divisor *= exponent < 0 ? BigInteger.Pow(2, -exponent) : 1;
        var quotient = BigInteger.DivRem(dividend, divisor, out var remainder);
        var half = (remainder * 2).CompareTo(divisor);
        return half > 0 || half == 0 && !quotient.IsEven ? quotient + 1 : quotient;
    }

    /// <summary>Whether the shortest notation ends with a 5 right behind the last digit asked for.</summary>
    private static bool ShortestIsHalfway(double number, int power, out BigInteger even)
    {
        var parts = number.ToString("R", CultureInfo.InvariantCulture).Split('E');
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var digits = parts[0].Replace(".", "", StringComparison.Ordinal);
        var places = point < 0 ? 0 : parts[0].Length - point - 1;
        places -= parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        even = 0;
        if (places != power + 1 || digits[^1] != '5')
        {
            return false;
        }
        var lower = digits.Length > 1 ? BigInteger.Parse(digits[..^1], CultureInfo.InvariantCulture) : 0;
        even = lower.IsEven ? lower : lower + 1;
        return true;
    }
}
