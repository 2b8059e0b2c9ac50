using System.Collections.Immutable;

namespace Bunraku.Apply;

/// <summary>
/// An account's crontab(5): jobs, each with the comment that names its resource and the settings between the
/// two; every other line is kept as it is.
/// </summary>
internal sealed class Crontab
{
    private const string Mark = "# Puppet Name: ";

    private readonly List<object> parts = [];

    public IEnumerable<CronJob> Jobs => parts.OfType<CronJob>();

    public static Crontab Parse(string text)
    {
        var crontab = new Crontab();
        string? name = null;
        var environment = new List<string>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith(Mark, StringComparison.Ordinal))
            {
                name = line[Mark.Length..].TrimEnd();
            }
            else if (name is not null && CronJob.IsSetting(line))
            {
                environment.Add(line);
            }
            else if (!line.TrimStart().StartsWith('#') && CronJob.Parse(line) is { } job)
            {
                crontab.parts.Add(job with { Name = name, Environment = [.. environment] });
                name = null;
                environment.Clear();
            }
            else
            {
                crontab.parts.Add(line);
            }
        }
        return crontab;
    }

    /// <summary>Puts a job in the place of another, or at the end.</summary>
    public void Put(CronJob? present, CronJob wanted)
    {
        var at = present is null ? -1 : parts.IndexOf(present);
        if (at < 0)
        {
            parts.Add(wanted);
        }
        else
        {
            parts[at] = wanted;
        }
    }

    public void Remove(CronJob job) => parts.Remove(job);

    public string Print() =>
        string.Concat(parts.SelectMany(part => part is CronJob job ? Lines(job) : [part + "\n"]));

    private static ImmutableArray<string> Lines(CronJob job) =>
        [
            .. job.Name is null ? ImmutableArray<string>.Empty : [$"{Mark}{job.Name}\n"],
            .. job.Environment.Select(line => line + "\n"),
            $"{job.When} {job.Command}\n",
        ];
}
