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

/// <summary>The memory as proc(5), meminfo tells it.</summary>
internal sealed class MemoryFact() : FactResolver("memory")
{
    private static readonly string[] Units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    public override Value? Resolve(Host host)
    {
        var lines = (host.ReadText("/proc/meminfo") ?? "").Split('\n');
        if (Bytes(lines, "MemTotal:") is not { } total)
        {
            return null;
        }
        var memory = new HashValue.Builder();
        if (Bytes(lines, "SwapTotal:") is { } swap and > 0)
        {
            memory["swap"] = Describe(swap, Bytes(lines, "SwapFree:") ?? 0);
        }
        memory["system"] = Describe(total, Bytes(lines, "MemAvailable:") ?? Bytes(lines, "MemFree:") ?? 0);
        return memory.Build();
    }

    private static HashValue Describe(long total, long available) =>
        HashValue.Of(
            ("available", Readable(available)),
            ("available_bytes", available),
            (
                "capacity",
                string.Create(CultureInfo.InvariantCulture, $"{100.0 * (total - available) / total:0.00}%")
            ),
            ("total", Readable(total)),
            ("total_bytes", total),
            ("used", Readable(total - available)),
            ("used_bytes", total - available)
        );

    private static long? Bytes(string[] lines, string name) =>
        lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
            ? long.Parse(line[name.Length..].Trim().Split(' ')[0], CultureInfo.InvariantCulture) * 1024
            : null;

    private static string Readable(long bytes)
    {
        double amount = bytes;
        var unit = 0;
        for (; amount >= 1024 && unit < Units.Length - 1; unit++)
        {
            amount /= 1024;
        }
        return unit == 0
            ? $"{bytes} bytes"
            : string.Create(CultureInfo.InvariantCulture, $"{amount:0.00} {Units[unit]}");
    }
}
