using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Apply;

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
