namespace Bunraku.Model;

/// <summary>
/// The figures of a run as the reference leaves them for monitoring (<c>last_run_summary.yaml</c>).
/// </summary>
public static class ReportSummary
{
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
                var value =
                    metric.Name == "time" ? (Value)new FloatValue(figure) : new IntegerValue((long)figure);
                yaml.Figure(2, name, value);
            }
            if (metric.Name == "time")
            {
                yaml.Pair(2, "last_run"u8, now.ToUnixTimeSeconds());
            }
        }
    }
}
