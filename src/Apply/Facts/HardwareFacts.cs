using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Apply;

internal sealed class ProcessorsFact() : FactResolver("processors")
{
    public override Value? Resolve(Host host)
    {
        var models = (host.ReadText("/proc/cpuinfo") ?? "")
            .Split('\n')
            .Where(line => line.StartsWith("model name", StringComparison.Ordinal))
            .Select(line => (Value)line[(line.IndexOf(':') + 1)..].Trim())
            .ToList();
        return HashValue.Of(
            ("count", (long)Math.Max(models.Count, 1)),
            ("isa", "unknown"),
            ("models", ArrayValue.Of(models))
        );
    }
}

internal sealed class MemoryFact() : FactResolver("memory")
{
    public override Value? Resolve(Host host)
    {
        var lines = (host.ReadText("/proc/meminfo") ?? "").Split('\n');
        var total = Bytes(lines, "MemTotal:");
        var available = Bytes(lines, "MemAvailable:");
        return total is null
            ? null
            : HashValue.Of(
                (
                    "system",
                    HashValue.Of(
                        ("total", Readable(total.Value)),
                        ("total_bytes", total.Value),
                        ("available", Readable(available ?? 0)),
                        ("available_bytes", available ?? 0)
                    )
                )
            );
    }

    private static long? Bytes(string[] lines, string name) =>
        lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
            ? long.Parse(line[name.Length..].Trim().Split(' ')[0], CultureInfo.InvariantCulture) * 1024
            : null;

    private static string Readable(long bytes)
    {
        string[] units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
        double amount = bytes;
        var unit = 0;
        for (; amount >= 1024 && unit < units.Length - 1; unit++)
        {
            amount /= 1024;
        }
        return string.Create(CultureInfo.InvariantCulture, $"{amount:0.00} {units[unit]}");
    }
}

internal sealed class VirtualFact() : FactResolver("virtual")
{
    public override Value Resolve(Host host) =>
        host.Exists("/.dockerenv") ? "docker"
        : host.Exists("/run/.containerenv") ? "podman"
        : (host.ReadText("/proc/cpuinfo") ?? "").Contains(" hypervisor", StringComparison.Ordinal) ? "kvm"
        : "physical";
}

internal sealed class IsVirtualFact() : FactResolver("is_virtual")
{
    public override Value Resolve(Host host) => new VirtualFact().Resolve(host).ToString() != "physical";
}
