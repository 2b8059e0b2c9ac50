using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Bunraku.Ruby;

/// <summary>The clock of the place: of the zone that <c>ENV['TZ']</c> names, else of the world's.</summary>
internal static partial class TimeZones
{
    /// <summary>What it shows at a moment, in seconds since 1970.</summary>
    public static Clock At(Runtime r, BigInteger seconds)
    {
        var name =
            r.Classes.Object.Constants["ENV"] is RubyHash variables
            && variables.Find(r.String("TZ")) is RubyString { Text: var text }
                ? text.TrimStart(':')
                : null;
        return name is not null && Plain().Match(name) is { Success: true } plain ? Of(plain)
            : name is null ? Of(r.Doors.Zone, seconds)
            : Named().IsMatch(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
                ? Of(zone, seconds)
            : Clock.Local;
    }

    /// <summary>
    /// What it shows when a calendar and a clock tell so many seconds: of an hour told twice the second, and
    /// of an hour left out what the clock before it makes of it.
    /// </summary>
    public static Clock When(Runtime r, BigInteger told)
    {
        Clock Shown(int offset) => At(r, told - offset);
        var (before, after) = (Shown(86_400).Offset, Shown(-86_400).Offset);
        return Shown(after).Offset == after ? Shown(after) : Shown(before) with { Offset = before };
    }

    private static Clock Of(Match plain)
    {
        int Part(int group) =>
            plain.Groups[group].Success
                ? int.Parse(plain.Groups[group].ValueSpan, CultureInfo.InvariantCulture)
                : 0;
        var seconds = Part(3) * 3600 + Part(4) * 60 + Part(5);
        return new Clock(
            plain.Groups[2].Value == "-" ? seconds : -seconds,
            Name: plain.Groups[1].Value.Trim('<', '>')
        );
    }

    private static Clock Of(TimeZoneInfo zone, BigInteger seconds)
    {
        // Of its other names (`Etc/UTC`, `Zulu`) the framework tells no short form.
        if (zone.StandardName == TimeZoneInfo.Utc.StandardName)
        {
            return Clock.Local;
        }
        // Of years that the framework does not count, the first and the last stand for the others.
        var moment = DateTime.UnixEpoch.AddSeconds(
            (long)BigInteger.Clamp(seconds, -62_000_000_000, 253_000_000_000)
        );
        var isSummer = zone.IsDaylightSavingTime(moment);
        return new Clock(
            (int)zone.GetUtcOffset(moment).TotalSeconds,
            Name: isSummer ? zone.DaylightName : zone.StandardName,
            IsDst: isSummer
        );
    }

    /// <summary>A name and how far it is west of Greenwich (POSIX, without summer time).</summary>
    [GeneratedRegex(@"^([A-Za-z]{3,}|<[\w+-]+>)([+-]?)(\d{1,2})(?::(\d\d))?(?::(\d\d))?$")]
    private static partial Regex Plain();

    /// <summary>A name of the database of zones, and no way out of it.</summary>
    [GeneratedRegex(@"^\w[\w+-]*(?:/\w[\w+-]*)*$")]
    private static partial Regex Named();
}
