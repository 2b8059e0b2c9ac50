using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Bunraku.Model;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>An address of a network interface with its network.</summary>
internal static class NetworkBinding
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

    /// <summary>The addresses of a kind, and the one that stands for the card.</summary>
    /// <param name="kind">Empty for version 4, <c>6</c> for version 6.</param>
    public static void Bind(
        HashValue.Builder facts,
        string kind,
        ImmutableArray<NetworkAddress> addresses,
        Func<HashValue, HashValue> complete
    )
    {
        var family = kind.Length == 0 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6;
        var bindings = addresses
            .Where(address => address.Address?.AddressFamily == family && address.Mask is not null)
            .Select(address => complete(Describe(address.Address!, address.Mask!)))
            .ToList();
        if (bindings.Count == 0)
        {
            return;
        }
        facts["bindings" + kind] = ArrayValue.Of(bindings);
        var first = bindings.Find(binding => !IsLocal(Address(binding))) ?? bindings[0];
        facts["ip" + kind] = first.Find("address")!;
        facts["netmask" + kind] = first.Find("netmask")!;
        facts["network" + kind] = first.Find("network")!;
        if (first.Find("scope6") is { } scope)
        {
            facts["scope6"] = scope;
        }
    }

    /// <summary>All addresses that a card is bound to.</summary>
    public static IEnumerable<string> Addresses(HashValue card) =>
        new[] { "bindings", "bindings6" }
            .SelectMany(key => (card.Find(key) as ArrayValue)?.Items ?? [])
            .Select(binding => Address((HashValue)binding));

    public static bool IsLocal(string address) =>
        LocalNetworks.Any(network => network.Contains(IPAddress.Parse(address)));

    private static string Address(HashValue binding) => binding.Find("address")!.ToString();

    private static HashValue Describe(IPAddress address, IPAddress mask)
    {
        var bytes = address.GetAddressBytes();
        var network = bytes.Zip(mask.GetAddressBytes(), (left, right) => (byte)(left & right)).ToArray();
        var binding = new HashValue.Builder
        {
            ["address"] = address.ToString(),
            ["netmask"] = mask.ToString(),
            ["network"] = new IPAddress(network).ToString(),
        };
        if (bytes.Length > 4)
        {
            binding["scope6"] = ScopeOf(address);
        }
        return binding.Build();
    }

    private static string ScopeOf(IPAddress address) =>
        address.IsIPv6LinkLocal ? "link"
        : address.IsIPv6SiteLocal ? "site"
        : IPAddress.IsLoopback(address) ? "host"
        : "global";
}
