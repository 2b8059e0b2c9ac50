using System.Globalization;
using System.Text;

namespace Bunraku.Images.Tests;

/// <summary>A site printed: a line for each thing that is set.</summary>
internal static class SiteText
{
    public static string Print(SiteFile site)
    {
        var text = new StringBuilder();
        Add(text, "modules", site.Modules);
        Add(text, "puppetfile", site.Puppetfile);
        Add(text, "manifest", site.Manifest);
        Add(text, "hiera", site.Hiera);
        foreach (var image in site.Images)
        {
            text.Append(CultureInfo.InvariantCulture, $"image {image.Name}\n");
            Add(text, "  from", image.From);
            Add(text, "  node", image.NodeName);
            Add(text, "  facts", image.Facts.Pairs.Select(pair => $"{pair.Key}={pair.Value}"));
            Add(text, image.Settings);
        }
        return text.ToString();
    }

    private static void Add(StringBuilder text, ImageSettings settings)
    {
        Add(text, "  command", settings.Command);
        Add(text, "  entrypoint", settings.Entrypoint);
        Add(text, "  environment", settings.Environment.Select(pair => $"{pair.Key}={pair.Value}"));
        Add(text, "  ports", settings.ExposedPorts);
        Add(text, "  labels", settings.Labels.Select(pair => $"{pair.Key}={pair.Value}"));
        Add(text, "  user", settings.User);
        Add(text, "  volumes", settings.Volumes);
        Add(text, "  directory", settings.WorkingDirectory);
        Add(text, "  stop signal", settings.StopSignal);
        if (settings.HealthCheck is { } check)
        {
            Add(text, "  health", check.Test);
            text.Append(
                CultureInfo.InvariantCulture,
                $"    every {check.IntervalSeconds} s, at most {check.TimeoutSeconds} s, "
                    + $"first after {check.StartPeriodSeconds} s, {check.Retries} retries\n"
            );
        }
    }

    private static void Add(StringBuilder text, string name, string? value)
    {
        if (value is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\n");
        }
    }

    private static void Add(StringBuilder text, string name, IEnumerable<string>? values)
    {
        var list = values?.ToList() ?? [];
        Add(text, name, list.Count == 0 ? null : string.Join(" | ", list));
    }
}
