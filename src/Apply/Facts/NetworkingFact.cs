using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Names and addresses of this machine.</summary>
internal sealed class NetworkingFact() : FactResolver("networking")
{
    /// <summary>Addresses that stand for a machine only when it has no others.</summary>
    private static readonly IPNetwork[] LocalNetworks =
    [
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("::1/128"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("fe80::/10"),
        IPNetwork.Parse("fc00::/7"),
    ];

    public override Value? Resolve(Host host)
    {
        var names = HostNames.Of(host);
        var flags = Ip6Flags.Of(host);
        var cards = NetworkInterface
            .GetAllNetworkInterfaces()
            .OrderBy(card => card.Name, StringComparer.Ordinal)
            .Select(card => (card.Name, Facts: Describe(host, card, flags)))
            .ToList();
        var networking = new HashValue.Builder();
        if (names.Domain is not null)
        {
            networking["domain"] = names.Domain;
        }
        networking["fqdn"] = names.FullName;
        networking["hostname"] = names.Name;
        networking["interfaces"] = HashValue.Of(
            cards.Select(card => KeyValuePair.Create<Value, Value>(card.Name, card.Facts))
        );
        var primary =
            DefaultRoute(host)
            ?? cards.Find(card => card.Facts.Find("ip") is { } ip && !IsLocal(ip.ToString())).Name;
        if (primary is not null)
        {
            networking["primary"] = primary;
            var facts = cards.Find(card => card.Name == primary).Facts ?? HashValue.Empty;
            foreach (var (key, value) in facts.Pairs)
            {
                if (key.ToString() is not ("bindings" or "bindings6"))
                {
                    networking[key] = value;
                }
            }
        }
        return networking.Build();
    }

    private static HashValue Describe(Host host, NetworkInterface card, Ip6Flags flags)
    {
        var facts = new HashValue.Builder();
        var addresses = card.GetIPProperties().UnicastAddresses;
        Bind(facts, "", [.. addresses.Where(IsOf(AddressFamily.InterNetwork)).Select(Binding)]);
        Bind(
            facts,
            "6",
            [
                .. addresses
                    .Where(IsOf(AddressFamily.InterNetworkV6))
                    .Select(address => flags.Complete(card.Name, Binding(address))),
            ]
        );
        var mac = card.GetPhysicalAddress().GetAddressBytes();
        if (mac.Length >= 6 && mac.Any(part => part != 0))
        {
            facts["mac"] = string.Join(':', mac.Select(part => part.ToString("x2", null)));
        }
        if (long.TryParse(host.ReadText($"/sys/class/net/{card.Name}/mtu"), out var mtu))
        {
            facts["mtu"] = mtu;
        }
        return facts.Build();
    }

    /// <summary>The addresses of a kind, and the one that stands for the card.</summary>
    private static void Bind(HashValue.Builder facts, string kind, List<HashValue> bindings)
    {
        if (bindings.Count == 0)
        {
            return;
        }
        facts["bindings" + kind] = ArrayValue.Of(bindings);
        var first = bindings.Find(binding => !IsLocal(binding.Find("address")!.ToString())) ?? bindings[0];
        facts["ip" + kind] = first.Find("address")!;
        facts["netmask" + kind] = first.Find("netmask")!;
        facts["network" + kind] = first.Find("network")!;
        if (first.Find("scope6") is { } scope)
        {
            facts["scope6"] = scope;
        }
    }

    private static HashValue Binding(UnicastIPAddressInformation information)
    {
        // The zone after a percent sign is no part of the address.
        var bytes = information.Address.GetAddressBytes();
        var mask = new byte[bytes.Length];
        for (var bit = 0; bit < information.PrefixLength; bit++)
        {
            mask[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }
        var network = bytes.Zip(mask, (left, right) => (byte)(left & right)).ToArray();
        var binding = new HashValue.Builder
        {
            ["address"] = new IPAddress(bytes).ToString(),
            ["netmask"] = new IPAddress(mask).ToString(),
            ["network"] = new IPAddress(network).ToString(),
        };
        if (bytes.Length > 4)
        {
            binding["scope6"] = ScopeOf(information.Address);
        }
        return binding.Build();
    }

    private static string ScopeOf(IPAddress address) =>
        address.IsIPv6LinkLocal ? "link"
        : address.IsIPv6SiteLocal ? "site"
        : IPAddress.IsLoopback(address) ? "host"
        : "global";

    private static bool IsLocal(string address) =>
        LocalNetworks.Any(network => network.Contains(IPAddress.Parse(address)));

    private static Func<UnicastIPAddressInformation, bool> IsOf(AddressFamily family) =>
        information => information.Address.AddressFamily == family;

    /// <summary>proc(5), net/route: the card of the first route to everywhere.</summary>
    private static string? DefaultRoute(Host host) =>
        (host.ReadText("/proc/net/route") ?? "")
            .Split('\n')
            .Skip(1)
            .Select(line => line.Split('\t', StringSplitOptions.TrimEntries))
            .FirstOrDefault(words => words.Length > 7 && words[1] == "00000000" && words[7] == "00000000")
            ?[0];
}
