using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>Names and addresses of this machine.</summary>
internal sealed class NetworkingFact() : FactResolver("networking")
{
    public override Value? Resolve(Host host)
    {
        var names = HostNames.Of(host);
        var flags = Ip6Flags.Of(host);
        var cards = host
            .Kernel.Addresses.GroupBy(address => address.Card)
            .Select(card => (Name: card.Key, Facts: Describe(host, card.Key, [.. card], flags)))
            .ToList();
        var networking = new HashValue.Builder();
        if (names.Domain is not null)
        {
            networking["domain"] = names.Domain;
        }
        networking["fqdn"] = names.FullName;
        networking["hostname"] = names.Name;
        networking["interfaces"] = HashValue.Of(
            cards
                .OrderBy(card => card.Name, StringComparer.Ordinal)
                .Select(card => KeyValuePair.Create<Value, Value>(card.Name, card.Facts))
        );
        if ((DefaultRoute(host) ?? FirstOutward(cards)) is { } primary)
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

    private static HashValue Describe(
        Host host,
        string card,
        ImmutableArray<NetworkAddress> addresses,
        Ip6Flags flags
    )
    {
        var facts = new HashValue.Builder();
        NetworkBinding.Bind(facts, "", addresses, binding => binding);
        NetworkBinding.Bind(facts, "6", addresses, binding => flags.Complete(card, binding));
        if (DhcpLeases.Server(host, card) is { } server)
        {
            facts["dhcp"] = server;
        }
        if (Hardware(host, card, addresses) is { } mac)
        {
            facts["mac"] = mac;
        }
        var mtu = host.Kernel.Mtu(card);
        if (mtu is null && long.TryParse(host.TryLine($"/sys/class/net/{card}/mtu"), out var told))
        {
            mtu = told;
        }
        if (mtu is not null)
        {
            facts["mtu"] = mtu.Value;
        }
        return facts.Build();
    }

    /// <summary>The hardware's own address: that of a bonded card is told by its master.</summary>
    private static string? Hardware(Host host, string card, ImmutableArray<NetworkAddress> addresses)
    {
        if (Bonded(host, card) is { } permanent)
        {
            return permanent;
        }
        var bytes = addresses.Select(address => address.Hardware).FirstOrDefault(bytes => bytes is not null);
        return bytes is { Length: >= 6 } && bytes.Any(part => part != 0)
            ? string.Join(':', bytes.Select(part => part.ToString("x2", null)))
            : null;
    }

    private static string? Bonded(Host host, string card)
    {
        var masters = host.TryNames("/proc/net/bonding");
        foreach (var master in masters)
        {
            var isOwn = false;
            foreach (var line in (host.Try($"/proc/net/bonding/{master}") ?? "").Split('\n'))
            {
                if (line.StartsWith("Slave Interface: ", StringComparison.Ordinal))
                {
                    isOwn = line["Slave Interface: ".Length..].Trim() == card;
                }
                else if (isOwn && line.StartsWith("Permanent HW addr: ", StringComparison.Ordinal))
                {
                    return line["Permanent HW addr: ".Length..].Trim();
                }
            }
        }
        return null;
    }

    private static string? FirstOutward(List<(string Name, HashValue Facts)> cards) =>
        cards
            .Find(card =>
                NetworkBinding.Addresses(card.Facts).Any(address => !NetworkBinding.IsLocal(address))
            )
            .Name;

    /// <summary>proc(5), net/route: the card of the first route to everywhere.</summary>
    private static string? DefaultRoute(Host host) =>
        (host.Try("/proc/net/route") ?? "")
            .Split('\n')
            .Skip(1)
            .Select(line => line.Split('\t', StringSplitOptions.TrimEntries))
            .FirstOrDefault(words =>
                words.Length > 7 && words[0] != "*" && words[1] == "00000000" && words[7] == "00000000"
            )
            ?[0];
}
