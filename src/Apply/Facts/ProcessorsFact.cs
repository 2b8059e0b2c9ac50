using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The processors as proc(5), cpuinfo tells them.</summary>
internal sealed class ProcessorsFact() : FactResolver("processors")
{
    public override Value? Resolve(Host host)
    {
        var lines = (host.ReadText("/proc/cpuinfo") ?? "")
            .Split('\n')
            .Select(line => line.Split(':', 2))
            .Where(parts => parts.Length == 2)
            .ToLookup(parts => parts[0].Trim(), parts => parts[1].Trim());
        var facts = new HashValue.Builder();
        var perSocket = Number(lines["cpu cores"]);
        if (perSocket is not null)
        {
            facts["cores"] = perSocket.Value;
        }
        facts["count"] = (long)lines["processor"].Count();
        // What `uname -p` says: nothing on Debian and its like, the hardware on Red Hat's.
        facts["isa"] = host.Exists("/etc/redhat-release") ? Machine.Hardware : "unknown";
        facts["models"] = ArrayValue.Of(lines["model name"].Select(model => (Value)model));
        facts["physicalcount"] = (long)Math.Max(lines["physical id"].Distinct().Count(), 1);
        if (Number(lines["cpu MHz"]) is { } megahertz)
        {
            facts["speed"] = Speed(megahertz * 1_000_000);
        }
        if (perSocket > 0 && Number(lines["siblings"]) is { } siblings)
        {
            facts["threads"] = siblings / perSocket.Value;
        }
        return facts.Build();
    }

    /// <summary>The whole part of the last number.</summary>
    private static long? Number(IEnumerable<string> texts) =>
        long.TryParse(texts.LastOrDefault()?.Split('.')[0], CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static string Speed(long hertz) =>
        hertz >= 1_000_000_000
            ? string.Create(CultureInfo.InvariantCulture, $"{hertz / 1e9:0.00} GHz")
            : string.Create(CultureInfo.InvariantCulture, $"{hertz / 1e6:0.00} MHz");
}
