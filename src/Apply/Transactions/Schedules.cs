using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// The hours and days of <c>schedule</c> resources. How often within a period (<c>period</c>, <c>repeat</c>)
/// needs a memory of earlier runs and is not kept yet, but <c>never</c> is never.
/// </summary>
internal sealed class Schedules(Catalog catalog, TransactionSettings settings)
{
    public bool Allow(Resource resource)
    {
        if (settings.IgnoresSchedules || resource.Text("schedule") is not { } name)
        {
            return true;
        }
        if (name == "never")
        {
            return false;
        }
        if (catalog.Find(new ResourceReference("Schedule", name)) is not { } schedule)
        {
            return true;
        }
        var now = settings.Time.GetLocalNow();
        return schedule.Text("period") != "never"
            && AllowsDay(schedule["weekday"], now.DayOfWeek)
            && AllowsHour(schedule["range"], TimeOnly.FromTimeSpan(now.TimeOfDay));
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
