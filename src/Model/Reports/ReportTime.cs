using System.Globalization;

namespace Bunraku.Model;

/// <summary>Moments as reports write them.</summary>
internal static class ReportTime
{
    /// <summary>ISO 8601 with nine digits of a second.</summary>
    public static string Of(DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'00'zzz", CultureInfo.InvariantCulture);
}
