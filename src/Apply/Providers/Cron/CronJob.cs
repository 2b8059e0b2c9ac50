using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Bunraku.Apply;

/// <summary>A job of a crontab.</summary>
/// <param name="Times">Minute, hour, day of the month, month, day of the week; empty with a special
/// time.</param>
/// <param name="Special"><c>daily</c>, <c>reboot</c> …; null when the times say when.</param>
internal sealed partial record CronJob(ImmutableArray<string> Times, string? Special, string Command)
{
    /// <summary>The title of its resource; null for a job that somebody wrote.</summary>
    public string? Name { get; init; }

    public ImmutableArray<string> Environment { get; init; } = [];

    public string When => Special is null ? string.Join(' ', Times) : "@" + Special;

    /// <summary>
    /// Which of its times cron would refuse, and with it the whole table: a step of nothing, a range beyond
    /// what there is. Null when all are right.
    /// </summary>
    public string? BadTime
    {
        get
        {
            for (var i = 0; Special is null && i < Times.Length && i < Fields.Length; i++)
            {
                if (!Times[i].Split(',').All(part => IsTime(part, Fields[i].Least, Fields[i].Greatest)))
                {
                    return Fields[i].Name;
                }
            }
            return null;
        }
    }

    private static ImmutableArray<(string Name, int Least, int Greatest)> Fields { get; } =
    [("minute", 0, 59), ("hour", 0, 23), ("day-of-month", 1, 31), ("month", 1, 12), ("day-of-week", 0, 7)];

    public static CronJob? Parse(string line)
    {
        var match = JobLine().Match(line);
        if (!match.Success)
        {
            return null;
        }
        var when = match.Groups[1].Value;
        return when[0] == '@'
            ? new CronJob([], when[1..], match.Groups[2].Value)
            : new CronJob(
                [.. when.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)],
                null,
                match.Groups[2].Value
            );
    }

    public static bool IsSetting(string line) => Setting().IsMatch(line);

    private static bool IsTime(string part, int least, int greatest)
    {
        var (range, step) = part.Split('/', 2) is [var before, var after] ? (before, after) : (part, "1");
        return step.TrimStart('0').Length > 0
            && range
                .Split('-')
                .All(end =>
                    !int.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    || (number >= least && number <= greatest)
                );
    }

    [GeneratedRegex(@"^\s*(@\w+|\S+\s+\S+\s+\S+\s+\S+\s+\S+)\s+(.+)$")]
    private static partial Regex JobLine();

    [GeneratedRegex(@"^\s*\w+\s*=")]
    private static partial Regex Setting();
}
