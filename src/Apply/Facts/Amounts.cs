using System.Globalization;

namespace Bunraku.Apply;

/// <summary>Numbers as facts tell them to people.</summary>
internal static class Amounts
{
    private static readonly string[] Units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    private static readonly string[] Prefixes = ["", "k", "M", "G", "T"];

    /// <summary>Bytes with two decimals of the largest binary unit.</summary>
    public static string Bytes(long bytes)
    {
        if (bytes < 1024)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes");
        }
        double amount = bytes;
        var unit = 0;
        for (; amount >= 1024 && unit < Units.Length - 1; unit++)
        {
            amount /= 1024;
        }
        amount = Math.Round(100 * amount, MidpointRounding.AwayFromZero) / 100;
        return amount >= 1024 && unit < Units.Length - 1
            ? $"1.00 {Units[unit + 1]}"
            : string.Create(CultureInfo.InvariantCulture, $"{amount:0.00} {Units[unit]}");
    }

    /// <summary>Hertz with two decimals of the largest decimal unit.</summary>
    public static string Hertz(long hertz)
    {
        double amount = hertz;
        var prefix = 0;
        for (; amount >= 1000 && prefix < Prefixes.Length - 1; prefix++)
        {
            amount /= 1000;
        }
        return string.Create(CultureInfo.InvariantCulture, $"{amount:0.00} {Prefixes[prefix]}Hz");
    }

    /// <summary>How much of something is used up, in hundredths.</summary>
    public static string Percent(long used, long total) =>
        used == total ? "100%"
        : used > 0 ? string.Create(CultureInfo.InvariantCulture, $"{100.0 * used / total:0.00}%")
        : "0%";
}
