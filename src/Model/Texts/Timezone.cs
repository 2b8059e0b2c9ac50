using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Bunraku.Model;

/// <summary>
/// Time zones by offset (<c>+02:00</c>) or by the abbreviations that Ruby's date parser knows.
/// </summary>
internal static partial class Timezone
{
    /// <summary>Abbreviations a timestamp may end with, in hours.</summary>
    private static readonly FrozenDictionary<string, double> Hours = new Dictionary<string, double>
    {
        ["utc"] = 0,
        ["z"] = 0,
        ["gmt"] = 0,
        ["wet"] = 0,
        ["ut"] = 0,
        ["bst"] = 1,
        ["cet"] = 1,
        ["met"] = 1,
        ["west"] = 1,
        ["cest"] = 2,
        ["eet"] = 2,
        ["mest"] = 2,
        ["sast"] = 2,
        ["eest"] = 3,
        ["msk"] = 3,
        ["ist"] = 5.5,
        ["jst"] = 9,
        ["kst"] = 9,
        ["est"] = -5,
        ["edt"] = -4,
        ["cst"] = -6,
        ["cdt"] = -5,
        ["mst"] = -7,
        ["mdt"] = -6,
        ["pst"] = -8,
        ["pdt"] = -7,
        ["akst"] = -9,
        ["akdt"] = -8,
        ["hst"] = -10,
    }.ToFrozenDictionary();

    /// <summary>
    /// Throws <see cref="DataTypeException"/> in the reference's words when there is no such zone.
    /// </summary>
    public static TimeSpan Offset(string zone)
    {
        if (zone.Equals("current", StringComparison.OrdinalIgnoreCase))
        {
            return TimeSpan.Zero;
        }
        return Find(zone) ?? throw DataTypeException.Runtime($"Illegal timezone '{zone}'");
    }

    public static TimeSpan? Find(string zone)
    {
        if (Hours.TryGetValue(zone.ToLowerInvariant(), out var hours))
        {
            return TimeSpan.FromHours(hours);
        }
        var match = Numeric().Match(zone);
        if (!match.Success)
        {
            return null;
        }
        int Part(int group) =>
            match.Groups[group].Success
                ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture)
                : 0;
        var offset = TimeSpan.FromMinutes(Part(2) * 60 + Part(3));
        return match.Groups[1].ValueSpan is "-" ? -offset : offset;
    }

    [GeneratedRegex(@"\A(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?\z", RegexOptions.IgnoreCase)]
    private static partial Regex Numeric();
}
