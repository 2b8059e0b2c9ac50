using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// The hours, days and periods of <c>schedule</c> resources. When a resource was last looked at, earlier runs
/// have written down.
/// </summary>
internal sealed class Schedules(Catalog catalog, TransactionSettings settings)
{
    public bool Allow(Resource resource)
    {
        if (settings.IgnoresSchedules || resource.Text("schedule") is not { } name)
        {
            return true;
        }
        var reference = new ResourceReference("Schedule", name);
        var known =
            catalog.Find(reference) ?? DefaultResources.All.FirstOrDefault(r => r.Reference == reference);
        if (known is not { } schedule)
        {
            throw new HostException($"Could not find schedule {name}");
        }
        var now = settings.Time.GetLocalNow();
        return AllowsPeriod(schedule, settings.State?.Checked(resource.Reference), now)
            && AllowsDay(schedule["weekday"], now.DayOfWeek)
            && AllowsHour(schedule["range"], TimeOnly.FromTimeSpan(now.TimeOfDay));
    }

    /// <summary>How long ago the last look must be, or in which other hour, day, week or month.</summary>
    private static bool AllowsPeriod(Resource schedule, DateTimeOffset? last, DateTimeOffset now)
    {
        var period = schedule.Text("period");
        if (period is null or "never" || last is null)
        {
            return period != "never";
        }
        var before = last.Value.ToOffset(now.Offset);
        if (schedule.Text("periodmatch") == "number")
        {
            return period switch
            {
                "hourly" => now.Hour != before.Hour,
                "daily" => now.Day != before.Day,
                "weekly" => before.DayOfWeek > now.DayOfWeek || now - before > TimeSpan.FromDays(7),
                _ => now.Month != before.Month,
            };
        }
        var length = TimeSpan.FromHours(
            period switch
            {
                "hourly" => 1,
                "daily" => 24,
                "weekly" => 24 * 7,
                _ => 24 * 30,
            }
        );
        var repeat =
            int.TryParse(schedule["repeat"]?.ToString(), CultureInfo.InvariantCulture, out var number)
            && number > 0
                ? number
                : 1;
        // Both are counted in whole seconds.
        return now.ToUnixTimeSeconds() - before.ToUnixTimeSeconds() >= (long)length.TotalSeconds / repeat;
    }

    private static bool AllowsDay(Value? weekday, DayOfWeek today)
    {
        var days = References.Texts(weekday).ToList();
        return days.Count == 0
            || days.Any(day =>
                day == ((int)today).ToString(CultureInfo.InvariantCulture)
                || (day.Length >= 3 && today.ToString().StartsWith(day, StringComparison.OrdinalIgnoreCase))
            );
    }

    private static bool AllowsHour(Value? range, TimeOnly now)
    {
        var ranges = References.Texts(range).ToList();
        return ranges.Count == 0 || ranges.Any(text => Contains(text, now));
    }

    private static bool Contains(string range, TimeOnly now)
    {
        var ends = range.Split('-', StringSplitOptions.TrimEntries);
        return ends.Length == 2
            && Parse(ends[0]) is { } from
            && Parse(ends[1]) is { } to
            && (from <= to ? now >= from && now <= to : now >= from || now <= to);
    }

    private static TimeOnly? Parse(string text)
    {
        var parts = text.Split(':');
        return
            parts.Length <= 3
            && parts.All(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            && TimeOnly.TryParse(
                parts.Length == 1 ? $"{text}:00" : text,
                CultureInfo.InvariantCulture,
                out var time
            )
            ? time
            : null;
    }
}
