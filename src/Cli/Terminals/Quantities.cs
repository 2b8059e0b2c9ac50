using System.Globalization;

namespace Bunraku.Cli;

/// <summary>Sizes and times as people read them.</summary>
internal static class Quantities
{
    public static string Bytes(long bytes)
    {
        string[] units = ["B", "kB", "MB", "GB", "TB"];
        double amount = bytes;
        var unit = 0;
        for (; amount >= 1000 && unit < units.Length - 1; unit++)
        {
            amount /= 1000;
        }
        var format = unit == 0 ? "0" : "0.0";
        return amount.ToString(format, CultureInfo.InvariantCulture) + " " + units[unit];
    }

    public static string Seconds(double seconds) =>
        seconds.ToString(seconds < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture) + " s";
}
