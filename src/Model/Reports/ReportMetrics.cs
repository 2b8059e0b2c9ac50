using System.Collections.Immutable;
using System.Globalization;

namespace Bunraku.Model;

/// <summary>A group of figures in a report.</summary>
public sealed record ReportMetric(string Name, ImmutableArray<KeyValuePair<string, double>> Figures)
{
    /// <summary>A name as people read it: <c>out_of_sync</c> is <c>Out of sync</c>.</summary>
    public static string Label(string name) =>
        name.Length == 0
            ? name
            : char.ToUpper(name[0], CultureInfo.InvariantCulture) + name[1..].Replace('_', ' ');
}

/// <summary>Counts what a report tells.</summary>
public static class ReportMetrics
{
    public static ImmutableArray<ReportMetric> Of(Report report) =>
        [
            new("resources", Resources(report.Statuses)),
            new("time", Times(report)),
            new("changes", [new("total", report.ChangeCount)]),
            new("events", Events(report.Statuses)),
        ];

    private static ImmutableArray<KeyValuePair<string, double>> Resources(
        ImmutableArray<ResourceStatus> all
    ) =>
        [
            new("total", all.Length),
            new("skipped", all.Count(status => status.IsSkipped)),
            new("failed", all.Count(status => status.IsFailed)),
            new("failed_to_restart", all.Count(status => status.FailedToRestart)),
            new("restarted", all.Count(status => status.IsRestarted)),
            new("changed", all.Count(status => status.IsChanged)),
            new("out_of_sync", all.Count(status => status.IsOutOfSync)),
            // The reference forgets that a resource was scheduled once it is evaluated.
            new("scheduled", 0),
            new("corrective_change", all.Count(status => status.IsCorrective)),
        ];

    /// <summary>The resources' own times by type, then the others, then the total of all.</summary>
    private static ImmutableArray<KeyValuePair<string, double>> Times(Report report)
    {
        var byType = report
            .Statuses.Where(status => status.EvaluationSeconds is not null)
            .GroupBy(status => status.Resource.Type.ToLowerInvariant())
            .Select(group =>
                KeyValuePair.Create(group.Key, group.Sum(status => status.EvaluationSeconds!.Value))
            );
        // The application of the catalog contains its evaluation.
        var total = report.Times.Where(time => time.Key is "catalog_application").Sum(time => time.Value);
        return [.. byType, .. report.Times, new("total", total)];
    }

    private static ImmutableArray<KeyValuePair<string, double>> Events(ImmutableArray<ResourceStatus> all)
    {
        var events = all.SelectMany(status => status.Events).ToList();
        return
        [
            new("total", events.Count),
            new("failure", events.Count(e => e.Status == EventStatus.Failure)),
            new("success", events.Count(e => e.Status == EventStatus.Success)),
            .. Optional("noop", EventStatus.Noop),
            .. Optional("audit", EventStatus.Audit),
        ];

        IEnumerable<KeyValuePair<string, double>> Optional(string name, EventStatus status) =>
            events.Count(e => e.Status == status) is > 0 and var count ? [new(name, count)] : [];
    }
}
