using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Bunraku.Model;

namespace Bunraku.Images.Tests;

/// <summary>What a report says of each resource, as cases keep it.</summary>
internal static partial class RunTelling
{
    private static readonly string[] Defaults =
    [
        "Schedule[puppet]",
        "Schedule[hourly]",
        "Schedule[daily]",
        "Schedule[weekly]",
        "Schedule[monthly]",
        "Schedule[never]",
        "Filebucket[puppet]",
    ];

    public static string Of(Report report, int exitCode)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"exit {exitCode}\n{report.Status}\n");
        foreach (var status in report.Statuses)
        {
            var name = status.Resource.Reference.ToString();
            if (Defaults.Contains(name))
            {
                continue;
            }
            var states = States(status).ToList();
            text.Append(name).Append(' ');
            text.AppendJoin(' ', states.Count == 0 ? ["unchanged"] : states).Append('\n');
            foreach (var happened in status.Events)
            {
                text.Append(Line(status.Resource, happened)).Append('\n');
            }
        }
        return text.Append("metrics ").AppendJoin(' ', Metrics(report)).Append('\n').ToString();
    }

    private static IEnumerable<string> States(ResourceStatus status)
    {
        (string Name, bool Is)[] all =
        [
            ("failed", status.IsFailed),
            ("failed_to_restart", status.FailedToRestart),
            ("changed", status.IsChanged),
            ("skipped", status.IsSkipped),
            ("corrective_change", status.IsCorrective),
        ];
        return all.Where(state => state.Is).Select(state => state.Name);
    }

    /// <summary>Why a file could not be changed is told in other words.</summary>
    private static string MessageOf(Resource resource, Event happened)
    {
        var message = happened.Message;
        if (resource.Type != "File" || happened.Status != EventStatus.Failure)
        {
            return message;
        }
        foreach (var start in (string[])["failed:", "Could not retrieve"])
        {
            if (message.IndexOf(start + " ", StringComparison.Ordinal) is >= 0 and var at)
            {
                return $"{message[..(at + start.Length)]} …";
            }
        }
        return message;
    }

    private static string Line(Resource resource, Event happened)
    {
        var values = new[] { happened.PreviousValue, happened.DesiredValue, happened.HistoricalValue }.Select(
            value => JsonText.Write(value ?? UndefValue.Instance)
        );
        var audited = happened.IsAudited ? " audited" : "";
        var line =
            $"  {happened.Property ?? "-"} {happened.Name} {happened.Status.ToString().ToLowerInvariant()}{audited} "
            + $"{string.Join(' ', values)}: {JsonText.Write(MessageOf(resource, happened))}";
        return Moments().Replace(line, "TIME");
    }

    private static IEnumerable<string> Metrics(Report report) =>
        from metric in ReportMetrics.Of(report)
        where metric.Name != "time"
        from figure in metric.Figures
        where figure.Value != 0
        select string.Create(CultureInfo.InvariantCulture, $"{metric.Name}.{figure.Key}={figure.Value}");

    [GeneratedRegex(@"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d[.\d]* ?[-+]\d\d:?\d\d")]
    private static partial Regex Moments();
}
