using System.Collections.Immutable;
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

    [GeneratedRegex(@"^\s*(@\w+|\S+\s+\S+\s+\S+\s+\S+\s+\S+)\s+(.+)$")]
    private static partial Regex JobLine();

    [GeneratedRegex(@"^\s*\w+\s*=")]
    private static partial Regex Setting();
}
