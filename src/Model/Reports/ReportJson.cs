using System.Text.Json;

namespace Bunraku.Model;

/// <summary>Reports as the reference's server takes them: report format 12 in JSON.</summary>
public static class ReportJson
{
    public static void Write(Report report, Stream output)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteString("host", report.Host);
        WriteTime(json, report.Time);
        json.WriteString("configuration_version", report.ConfigurationVersion);
        json.WriteString("transaction_uuid", report.TransactionUuid);
        json.WriteNumber("report_format", Report.Format);
        json.WriteString("puppet_version", Report.PuppetVersion);
        json.WriteString("status", report.Status);
        json.WriteBoolean("transaction_completed", report.IsCompleted);
        json.WriteBoolean("noop", report.IsNoop);
        json.WriteBoolean("noop_pending", report.IsNoopPending);
        json.WriteString("environment", report.Environment);
        json.WriteStartArray("logs");
        foreach (var line in report.Logs)
        {
            WriteLog(json, line);
        }
        json.WriteEndArray();
        json.WriteStartObject("metrics");
        foreach (var metric in ReportMetrics.Of(report))
        {
            WriteMetric(json, metric);
        }
        json.WriteEndObject();
        json.WriteStartObject("resource_statuses");
        foreach (var status in report.Statuses)
        {
            json.WritePropertyName(status.Resource.Reference.ToString());
            WriteStatus(json, status);
        }
        json.WriteEndObject();
        json.WriteBoolean("corrective_change", report.IsCorrective);
        json.WriteString("catalog_uuid", report.CatalogUuid);
        if (report.CodeId is not null)
        {
            json.WriteString("code_id", report.CodeId);
        }
        json.WriteEndObject();
    }

    /// <summary>A line of the log by itself.</summary>
    public static void WriteLog(Utf8JsonWriter json, Log line)
    {
        json.WriteStartObject();
        json.WriteString("level", LogLevels.NameOf(line.Level));
        json.WriteString("message", line.Message);
        json.WriteString("source", line.Source);
        WriteTexts(json, "tags", line.Tags);
        WriteTime(json, line.Time);
        WritePlace(json, line.File, line.Line);
        json.WriteEndObject();
    }

    private static void WriteMetric(Utf8JsonWriter json, ReportMetric metric)
    {
        json.WriteStartObject(metric.Name);
        json.WriteString("name", metric.Name);
        json.WriteString("label", ReportMetric.Label(metric.Name));
        json.WriteStartArray("values");
        foreach (var (name, figure) in metric.Figures)
        {
            json.WriteStartArray();
            json.WriteStringValue(name);
            json.WriteStringValue(ReportMetric.Label(name));
            json.WriteNumberValue(figure);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteStatus(Utf8JsonWriter json, ResourceStatus status)
    {
        var resource = status.Resource;
        json.WriteStartObject();
        json.WriteString("title", resource.Title);
        WritePlace(json, resource.File, resource.Line);
        json.WriteString("resource", resource.Reference.ToString());
        json.WriteString("resource_type", resource.Type);
        json.WriteString("provider_used", status.Provider);
        WriteTexts(json, "containment_path", status.ContainmentPath);
        if (status.EvaluationSeconds is { } seconds)
        {
            json.WriteNumber("evaluation_time", seconds);
        }
        else
        {
            json.WriteNull("evaluation_time");
        }
        WriteTexts(json, "tags", resource.Tags);
        WriteTime(json, status.Time);
        json.WriteBoolean("failed", status.IsFailed);
        json.WriteBoolean("failed_to_restart", status.FailedToRestart);
        json.WriteBoolean("changed", status.IsChanged);
        json.WriteBoolean("out_of_sync", status.IsOutOfSync);
        json.WriteBoolean("skipped", status.IsSkipped);
        json.WriteNumber("change_count", status.ChangeCount);
        json.WriteNumber("out_of_sync_count", status.OutOfSyncCount);
        json.WriteStartArray("events");
        foreach (var happened in status.Events)
        {
            WriteEvent(json, happened);
        }
        json.WriteEndArray();
        json.WriteBoolean("corrective_change", status.IsCorrective);
        json.WriteEndObject();
    }

    private static void WriteEvent(Utf8JsonWriter json, Event happened)
    {
        json.WriteStartObject();
        json.WriteBoolean("audited", happened.IsAudited);
        json.WriteString("property", happened.Property);
        WriteValue(json, "previous_value", happened.PreviousValue);
        WriteValue(json, "desired_value", happened.DesiredValue);
        WriteValue(json, "historical_value", happened.HistoricalValue);
        json.WriteString("message", happened.Message);
        json.WriteString("name", happened.Name);
        json.WriteString("status", happened.Status.ToString().ToLowerInvariant());
        WriteTime(json, happened.Time);
        json.WriteBoolean("redacted", happened.IsRedacted);
        json.WriteBoolean("corrective_change", happened.IsCorrective);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, string name, Value? value)
    {
        json.WritePropertyName(name);
        WriteValue(json, value ?? UndefValue.Instance);
    }

    private static void WriteValue(Utf8JsonWriter json, Value value)
    {
        switch (value)
        {
            case UndefValue:
                json.WriteNullValue();
                break;
            case BooleanValue truth:
                json.WriteBooleanValue(truth.IsTrue);
                break;
            case IntegerValue integer:
                json.WriteNumberValue(integer.Number);
                break;
            case FloatValue real:
                json.WriteNumberValue(real.Number);
                break;
            case ArrayValue array:
                json.WriteStartArray();
                foreach (var item in array.Items)
                {
                    WriteValue(json, item);
                }
                json.WriteEndArray();
                break;
            case HashValue hash:
                json.WriteStartObject();
                foreach (var (key, item) in hash.Pairs)
                {
                    WriteValue(json, key.ToString(), item);
                }
                json.WriteEndObject();
                break;
            default:
                json.WriteStringValue(value.ToString());
                break;
        }
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }
        json.WriteEndArray();
    }

    private static void WritePlace(Utf8JsonWriter json, string? file, int line)
    {
        json.WriteString("file", file);
        if (line > 0)
        {
            json.WriteNumber("line", line);
        }
        else
        {
            json.WriteNull("line");
        }
    }

    private static void WriteTime(Utf8JsonWriter json, DateTimeOffset time) =>
        json.WriteString("time", ReportTime.Of(time));
}
