using System.Globalization;

namespace Bunraku.Model;

/// <summary>Floating-point numbers as Ruby's <c>Float#to_s</c> prints them.</summary>
public static class FloatText
{
    public static string Of(double number)
    {
        if (double.IsNaN(number))
        {
            return "NaN";
        }
        if (double.IsInfinity(number))
        {
            return number > 0 ? "Infinity" : "-Infinity";
        }
        if (number == 0)
        {
            return double.IsNegative(number) ? "-0.0" : "0.0";
        }
        var roundTrip = number.ToString("R", CultureInfo.InvariantCulture);
        var exponent = Exponent(roundTrip.TrimStart('-'));
        if (exponent is >= -4 and < 15)
        {
            var plain = decimal.TryParse(
                roundTrip,
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out var exact
            )
                ? exact.ToString(CultureInfo.InvariantCulture)
                : roundTrip;
            return plain.Contains('.', StringComparison.Ordinal) ? plain : plain + ".0";
        }
        var digits = Digits(roundTrip);
        var sign = number < 0 ? "-" : "";
        var fraction = digits.Length > 1 ? digits[1..] : "0";
        var power =
            exponent < 0
                ? "-" + (-exponent).ToString("00", CultureInfo.InvariantCulture)
                : "+" + exponent.ToString("00", CultureInfo.InvariantCulture);
        return $"{sign}{digits[0]}.{fraction}e{power}";
    }

    /// <summary>The power of ten of the first digit of the shortest text that reads back the same.</summary>
    private static int Exponent(string text)
    {
        var at = text.IndexOf('E', StringComparison.Ordinal);
        if (at >= 0)
        {
            return int.Parse(text.AsSpan(at + 1), CultureInfo.InvariantCulture);
        }
        var point = text.IndexOf('.', StringComparison.Ordinal);
        if (text[0] != '0')
        {
            return (point < 0 ? text.Length : point) - 1;
        }
        var zeros = text.AsSpan(point + 1).IndexOfAnyExcept('0');
        return -(zeros + 1);
    }

    private static string Digits(string text)
    {
        var mantissa = text.Split('E')[0]
            .Replace("-", "", StringComparison.Ordinal)
            .Replace(".", "", StringComparison.Ordinal);
        var trimmed = mantissa.TrimStart('0').TrimEnd('0');
        return trimmed.Length == 0 ? "0" : trimmed;
    }
}
