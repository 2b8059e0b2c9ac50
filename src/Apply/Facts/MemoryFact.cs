using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The memory as proc(5), meminfo tells it.</summary>
internal sealed class MemoryFact() : FactResolver("memory")
{
    public override Value? Resolve(Host host)
    {
        var lines = (host.Try("/proc/meminfo") ?? "").Split('\n');
        if (Bytes(lines, "MemTotal:") is not { } total)
        {
            return null;
        }
        var memory = new HashValue.Builder();
        if (Bytes(lines, "SwapTotal:") is { } swap and > 0)
        {
            memory["swap"] = Describe(swap, Bytes(lines, "SwapFree:") ?? 0);
        }
        memory["system"] = Describe(total, Bytes(lines, "MemAvailable:") ?? Reclaimable(lines));
        return memory.Build();
    }

    /// <summary>Kernels before 3.14 do not add it up themselves.</summary>
    private static long Reclaimable(string[] lines) =>
        (Bytes(lines, "MemFree:") ?? 0) + (Bytes(lines, "Buffers:") ?? 0) + (Bytes(lines, "Cached:") ?? 0);

    private static HashValue Describe(long total, long available) =>
        HashValue.Of(
            ("available", Amounts.Bytes(available)),
            ("available_bytes", available),
            (
                "capacity",
                string.Create(CultureInfo.InvariantCulture, $"{100.0 * (total - available) / total:0.00}%")
            ),
            ("total", Amounts.Bytes(total)),
            ("total_bytes", total),
            ("used", Amounts.Bytes(total - available)),
            ("used_bytes", total - available)
        );

    private static long? Bytes(string[] lines, string name) =>
        lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
            ? long.Parse(line[name.Length..].Trim().Split(' ')[0], CultureInfo.InvariantCulture) * 1024
            : null;
}
