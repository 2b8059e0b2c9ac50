using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The processors as proc(5), cpuinfo tells them.</summary>
internal sealed class ProcessorsFact() : FactResolver("processors")
{
    public override Value? Resolve(Host host)
    {
        var lines = (host.Try("/proc/cpuinfo") ?? "")
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
        var count = lines["processor"].Count();
        if (count == 0)
        {
            return host.Kernel.Name is null ? null : HashValue.Of(("isa", Isa(host)));
        }
        facts["count"] = (long)count;
        facts["isa"] = Isa(host);
        facts["models"] = ArrayValue.Of(
            lines["model name"].Concat(lines["cpu"]).Select(model => (Value)model)
        );
        var topology = CoreTopology.Of(host);
        var sockets = lines["physical id"].Distinct().Count();
        facts["physicalcount"] = (long)Math.Max(sockets > 0 ? sockets : topology.Sockets, 1);
        if (Number(lines["cpu MHz"].Concat(lines["clock"])) is { } megahertz)
        {
            facts["speed"] = Amounts.Hertz(megahertz * 1_000_000);
        }
        if (perSocket > 0 && Number(lines["siblings"]) is { } siblings)
        {
            facts["threads"] = siblings / perSocket.Value;
        }
        else if (topology.CoresOfSocket > 0)
        {
            facts["cores"] = topology.CoresOfSocket;
            facts["threads"] = topology.ThreadsOfCore;
        }
        return facts.Build();
    }

    /// <summary>
    /// What <c>uname -p</c> says: nothing on Debian and its like, the hardware on Red Hat's.
    /// </summary>
    private static string Isa(Host host) =>
        host.TryExists("/etc/redhat-release") ? Machine.Hardware : "unknown";

    /// <summary>The whole part of the last number.</summary>
    private static long? Number(IEnumerable<string> texts) =>
        long.TryParse(texts.LastOrDefault()?.Split('.')[0], CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
