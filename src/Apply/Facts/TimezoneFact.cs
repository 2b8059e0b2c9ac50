using System.Text.RegularExpressions;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// The short name of the zone that holds now: tzfile(5) ends with a rule such as
/// <c>CET-1CEST,M3.5.0,M10.5.0/3</c>.
/// </summary>
internal sealed partial class TimezoneFact() : FactResolver("timezone")
{
    public override Value Resolve(Host host)
    {
        var zone = host.ProcessEnvironment.FirstOrDefault(pair => pair.Key == "TZ").Value?.TrimStart(':');
        var path = zone is { Length: > 0 } ? FilePath.Join("/usr/share/zoneinfo", zone) : "/etc/localtime";
        var rule = (host.Try(path) ?? "").TrimEnd('\n').Split('\n')[^1];
        if (Rule().Match(rule) is not { Success: true } match)
        {
            return "UTC";
        }
        var summer = match.Groups[2].Value;
        var clock =
            zone is { Length: > 0 } && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var named)
                ? named
                : HostZone.Of(host);
        return summer.Length > 0 && clock.IsDaylightSavingTime(DateTimeOffset.UtcNow)
            ? summer.Trim('<', '>')
            : match.Groups[1].Value.Trim('<', '>');
    }

    [GeneratedRegex("^([A-Za-z]{3,}|<[^>]+>)[-+0-9:]+([A-Za-z]{3,}|<[^>]+>)?")]
    private static partial Regex Rule();
}
