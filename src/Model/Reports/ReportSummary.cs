using System.Globalization;
using System.Text;

namespace Bunraku.Model;

/// <summary>
/// The figures of a run as the reference leaves them for monitoring (<c>last_run_summary.yaml</c>).
/// </summary>
public static class ReportSummary
{
    /// <summary>The same for people, as `--summarize` shows it: without what is nothing.</summary>
    public static string Text(Report report, DateTimeOffset now)
    {
        (string Name, IEnumerable<KeyValuePair<string, Value>> Figures)[] groups =
        [
            (
                "application",
                [
                    new("initial_environment", report.InitialEnvironment ?? report.Environment),
                    new("converged_environment", report.Environment),
                    new("run_mode", "user"),
                ]
            ),
            .. ReportMetrics
                .Of(report)
                .Select(metric =>
                    (
                        metric.Name,
                        metric.Figures.Select(figure =>
                            KeyValuePair.Create(figure.Key, ValueOf(metric, figure.Value))
                        )
                    )
                ),
            ("version", [new("config", report.ConfigurationVersion), new("puppet", Report.PuppetVersion)]),
        ];
        var text = new StringBuilder();
        foreach (var (name, figures) in groups.OrderBy(group => group.Name, StringComparer.Ordinal))
        {
            IEnumerable<KeyValuePair<string, Value>> all =
                name == "time" ? figures.Append(new("last_run", now.ToUnixTimeSeconds())) : figures;
            text.Append(ReportMetric.Label(name)).Append(":\n");
            foreach (var (label, value) in all.OrderBy(one => one.Value.ToString(), StringComparer.Ordinal))
            {
                if (value is not (IntegerValue { Number: 0 } or FloatValue { Number: 0 }))
                {
                    var shown = value is FloatValue number
                        ? number.Number.ToString("0.00", CultureInfo.InvariantCulture)
                        : value.ToString();
                    text.Append(
                        CultureInfo.InvariantCulture,
                        $"   {ReportMetric.Label(label) + ":", 15} {shown}\n"
                    );
                }
            }
        }
        return text.ToString();
    }

    private static Value ValueOf(ReportMetric metric, double figure) =>
        metric.Name == "time" ? new FloatValue(figure) : new IntegerValue((long)figure);

    public static void Write(Report report, DateTimeOffset now, Stream output)
    {
        using var yaml = new YamlLines(output);
        yaml.Line(0, "---"u8);
        yaml.Line(0, "version:"u8);
        ReportYaml.Number(yaml, 2, "config"u8, report.ConfigurationVersion);
        yaml.Plain(2, "puppet"u8, Report.PuppetVersion);
        yaml.Line(0, "application:"u8);
        yaml.Plain(2, "run_mode"u8, "user");
        yaml.Pair(2, "initial_environment"u8, report.InitialEnvironment ?? report.Environment);
        yaml.Pair(2, "converged_environment"u8, report.Environment);
        foreach (var metric in ReportMetrics.Of(report))
        {
            yaml.Heading(0, metric.Name);
            foreach (var (name, figure) in metric.Figures.OrderBy(f => f.Key, StringComparer.Ordinal))
            {
                yaml.Figure(2, name, ValueOf(metric, figure));
            }
            if (metric.Name == "time")
            {
                yaml.Pair(2, "last_run"u8, now.ToUnixTimeSeconds());
            }
        }
    }
}
