using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>How long the machine has been running: proc(5), uptime.</summary>
internal sealed class UptimeFact() : FactResolver("system_uptime")
{
    public override Value? Resolve(Host host)
    {
        if (host.ReadText("/proc/uptime")?.Split('.')[0] is not { } text)
        {
            return null;
        }
        var seconds = long.Parse(text, CultureInfo.InvariantCulture);
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
}
