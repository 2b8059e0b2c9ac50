using System.Net.NetworkInformation;
using System.Net.Sockets;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Names and addresses of this machine.</summary>
internal sealed class NetworkingFact() : FactResolver("networking")
{
    public override Value? Resolve(Host host)
    {
        var name = host.ReadText("/proc/sys/kernel/hostname")?.Trim() ?? "localhost";
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var hostname = dot < 0 ? name : name[..dot];
        var domain = dot < 0 ? DomainOf(host) : name[(dot + 1)..];
        var networking = new HashValue.Builder
        {
            ["hostname"] = hostname,
            ["fqdn"] = domain is null ? hostname : $"{hostname}.{domain}",
        };
        if (domain is not null)
        {
            networking["domain"] = domain;
        }
        var interfaces = NetworkInterface
            .GetAllNetworkInterfaces()
            .OrderBy(i => i.Name, StringComparer.Ordinal)
            .ToList();
        networking["interfaces"] = HashValue.Of(
            interfaces.Select(i => KeyValuePair.Create<Value, Value>(i.Name, Describe(i)))
        );
        var primary = interfaces.Find(i =>
            i.NetworkInterfaceType != NetworkInterfaceType.Loopback
            && i.OperationalStatus == OperationalStatus.Up
        );
        if (primary is not null)
        {
            networking["primary"] = primary.Name;
            foreach (var (key, value) in Describe(primary).Pairs)
            {
                networking[key] = value;
            }
        }
        return networking.Build();
    }

    private static HashValue Describe(NetworkInterface card)
    {
        var facts = new HashValue.Builder();
        foreach (var address in card.GetIPProperties().UnicastAddresses)
        {
            var isFour = address.Address.AddressFamily == AddressFamily.InterNetwork;
            Value name = isFour ? "ip" : "ip6";
            if (facts.Contains(name))
            {
                continue;
            }
            facts[name] = address.Address.ToString().Split('%')[0];
            if (isFour)
            {
                facts["netmask"] = address.IPv4Mask.ToString();
            }
        }
        var mac = card.GetPhysicalAddress().GetAddressBytes();
        if (mac.Length == 6 && mac.Any(part => part != 0))
        {
            facts["mac"] = string.Join(':', mac.Select(part => part.ToString("x2", null)));
        }
        return facts.Build();
    }

    /// <summary>resolv.conf(5): <c>domain</c>, else the first word of <c>search</c>.</summary>
    private static string? DomainOf(Host host)
    {
        var lines = (host.ReadText("/etc/resolv.conf") ?? "")
            .Split('\n')
            .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return lines.LastOrDefault(words => words is ["domain" or "search", _, ..])?[1].TrimEnd('.');
    }
}
