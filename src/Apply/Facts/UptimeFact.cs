using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>How long the machine has been running: proc(5), uptime.</summary>
internal sealed class UptimeFact() : FactResolver("system_uptime")
{
    public override Value? Resolve(Host host)
    {
        if (Number(host.TryLine("/proc/uptime")?.Split('.')[0]) is not { } seconds)
        {
            return null;
        }
        // A container of Docker has been running since its first process.
        if (VirtualFact.Container(host) == "docker" && Started(host) is { } started)
        {
            seconds = Math.Max(seconds - started, 0);
        }
        var (hours, days) = (seconds / 3600, seconds / 86400);
        return HashValue.Of(
            ("days", days),
            ("hours", hours),
            ("seconds", seconds),
            (
                "uptime",
                days > 1 ? $"{days} days"
                : days == 1 ? "1 day"
                : $"{hours}:{seconds / 60 % 60:00} hours"
            )
        );
    }

    /// <summary>
    /// proc(5), stat, field 22: when the first process began, in hundredths after the boot.
    /// </summary>
    private static long? Started(Host host)
    {
        var text = host.Try("/proc/1/stat") ?? "";
        var fields = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 19 ? Number(fields[19]) / 100 : null;
    }

    private static long? Number(string? text) =>
        long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;
}
