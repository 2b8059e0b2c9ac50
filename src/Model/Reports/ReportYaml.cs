using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Bunraku.Model;

/// <summary>
/// Reports as the reference keeps them on a node's disk (<c>last_run_report.yaml</c>): report format 12, with
/// the class that Ruby reads it back as.
/// </summary>
public static class ReportYaml
{
    public static void Write(Report report, Stream output)
    {
        using var yaml = new YamlLines(output);
        yaml.Line(0, "--- !ruby/object:Puppet::Transaction::Report"u8);
        yaml.Pair(0, "host"u8, report.Host);
        WriteTime(yaml, 0, report.Time);
        WriteVersion(yaml, report.ConfigurationVersion);
        yaml.Pair(0, "transaction_uuid"u8, report.TransactionUuid);
        yaml.Pair(0, "report_format"u8, Report.Format);
        yaml.Plain(0, "puppet_version"u8, Report.PuppetVersion);
        yaml.Pair(0, "status"u8, report.Status);
        yaml.Pair(0, "transaction_completed"u8, report.IsCompleted);
        yaml.Pair(0, "noop"u8, report.IsNoop);
        yaml.Pair(0, "noop_pending"u8, report.IsNoopPending);
        yaml.Pair(0, "environment"u8, report.Environment);
        WriteLogs(yaml, report.Logs);
        yaml.Line(0, "metrics:"u8);
        foreach (var metric in ReportMetrics.Of(report))
        {
            WriteMetric(yaml, metric);
        }
        yaml.Line(0, report.Statuses.IsEmpty ? "resource_statuses: {}"u8 : "resource_statuses:"u8);
        foreach (var status in report.Statuses)
        {
            WriteStatus(yaml, status);
        }
        yaml.Pair(0, "corrective_change"u8, report.IsCorrective);
        if (report.CatalogUuid.Length > 0)
        {
            yaml.Pair(0, "catalog_uuid"u8, report.CatalogUuid);
        }
        if (report.CodeId is not null)
        {
            yaml.Pair(0, "code_id"u8, report.CodeId);
        }
        yaml.Plain(0, "cached_catalog_status"u8, "not_used");
    }

    /// <summary>A version that is a number of seconds is a number.</summary>
    internal static void WriteVersion(YamlLines yaml, string version) =>
        Number(yaml, 0, "configuration_version"u8, version);

    internal static void Number(YamlLines yaml, int indent, ReadOnlySpan<byte> key, string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            yaml.Pair(indent, key, number);
        }
        else
        {
            yaml.Pair(indent, key, text.Length == 0 ? null : text);
        }
    }

    private static void WriteLogs(YamlLines yaml, ImmutableArray<Log> logs)
    {
        yaml.Line(0, logs.IsEmpty ? "logs: []"u8 : "logs:"u8);
        foreach (var line in logs)
        {
            yaml.Plain(0, "- level"u8, LogLevels.NameOf(line.Level));
            yaml.Pair(2, "message"u8, line.Message);
            yaml.Pair(2, "source"u8, line.Source);
            WriteTexts(yaml, 2, "tags"u8, line.Tags);
            WriteTime(yaml, 2, line.Time);
            WritePlace(yaml, 2, line.File, line.Line);
        }
    }

    private static void WriteMetric(YamlLines yaml, ReportMetric metric)
    {
        yaml.Heading(2, metric.Name);
        yaml.Pair(4, "name"u8, metric.Name);
        yaml.Pair(4, "label"u8, ReportMetric.Label(metric.Name));
        yaml.Line(4, metric.Figures.IsEmpty ? "values: []"u8 : "values:"u8);
        foreach (var (name, figure) in metric.Figures)
        {
            yaml.Item(4, name, isFirst: true);
            yaml.Item(6, ReportMetric.Label(name));
            yaml.Item(6, metric.Name == "time" ? new FloatValue(figure) : new IntegerValue((long)figure));
        }
    }

    private static void WriteStatus(YamlLines yaml, ResourceStatus status)
    {
        var resource = status.Resource;
        var reference = resource.Reference.ToString();
        yaml.Heading(2, reference);
        yaml.Pair(4, "title"u8, resource.Title);
        WritePlace(yaml, 4, resource.File, resource.Line);
        yaml.Pair(4, "resource"u8, reference);
        yaml.Pair(4, "resource_type"u8, resource.Type);
        yaml.Pair(4, "provider_used"u8, status.Provider);
        WriteTexts(yaml, 4, "containment_path"u8, status.ContainmentPath);
        if (status.EvaluationSeconds is { } seconds)
        {
            yaml.Pair(4, "evaluation_time"u8, seconds);
        }
        else
        {
            yaml.Line(4, "evaluation_time:"u8);
        }
        WriteTexts(yaml, 4, "tags"u8, resource.Tags);
        WriteTime(yaml, 4, status.Time);
        yaml.Pair(4, "failed"u8, status.IsFailed);
        yaml.Pair(4, "failed_to_restart"u8, status.FailedToRestart);
        yaml.Pair(4, "changed"u8, status.IsChanged);
        yaml.Pair(4, "out_of_sync"u8, status.IsOutOfSync);
        yaml.Pair(4, "skipped"u8, status.IsSkipped);
        yaml.Pair(4, "change_count"u8, status.ChangeCount);
        yaml.Pair(4, "out_of_sync_count"u8, status.OutOfSyncCount);
        yaml.Line(4, status.Events.IsEmpty ? "events: []"u8 : "events:"u8);
        foreach (var happened in status.Events)
        {
            WriteEvent(yaml, happened);
        }
        yaml.Pair(4, "corrective_change"u8, status.IsCorrective);
    }

    private static void WriteEvent(YamlLines yaml, Event happened)
    {
        yaml.Pair(4, "- audited"u8, happened.IsAudited);
        yaml.Pair(6, "property"u8, happened.Property);
        yaml.Pair(6, "previous_value"u8, happened.PreviousValue);
        yaml.Pair(6, "desired_value"u8, happened.DesiredValue);
        yaml.Pair(6, "historical_value"u8, happened.HistoricalValue);
        yaml.Pair(6, "message"u8, happened.Message);
        yaml.Pair(6, "name"u8, happened.Name);
        yaml.Plain(6, "status"u8, happened.Status.ToString().ToLowerInvariant());
        WriteTime(yaml, 6, happened.Time);
        if (happened.IsRedacted || happened.Property is null)
        {
            yaml.Pair(6, "redacted"u8, happened.IsRedacted);
        }
        else
        {
            yaml.Line(6, "redacted:"u8);
        }
        yaml.Pair(6, "corrective_change"u8, happened.IsCorrective);
    }

    private static void WriteTexts(
        YamlLines yaml,
        int indent,
        ReadOnlySpan<byte> key,
        ImmutableArray<string> texts
    )
    {
        if (texts.IsEmpty)
        {
            yaml.Plain(indent, key, "[]");
            return;
        }
        yaml.Pair(indent, key, (string?)null);
        foreach (var text in texts)
        {
            yaml.Item(indent, text);
        }
    }

    private static void WritePlace(YamlLines yaml, int indent, string? file, int line)
    {
        yaml.Pair(indent, "file"u8, file);
        if (line > 0)
        {
            yaml.Pair(indent, "line"u8, line);
        }
        else
        {
            yaml.Line(indent, "line:"u8);
        }
    }

    private static void WriteTime(YamlLines yaml, int indent, DateTimeOffset time) =>
        yaml.Pair(indent, "time"u8, time);
}
