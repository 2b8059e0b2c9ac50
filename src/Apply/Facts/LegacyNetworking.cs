using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// The flat names of each network interface; those of the primary one also without a suffix.
/// </summary>
internal static class LegacyNetworking
{
    private static readonly (string Name, string Key)[] Names =
    [
        ("ipaddress", "ip"),
        ("ipaddress6", "ip6"),
        ("macaddress", "mac"),
        ("mtu", "mtu"),
        ("netmask", "netmask"),
        ("netmask6", "netmask6"),
        ("network", "network"),
        ("network6", "network6"),
        ("scope6", "scope6"),
    ];

    public static void Add(HashValue.Builder legacy, HashValue networking)
    {
        if (networking.Find("interfaces") is not HashValue { Count: > 0 } cards)
        {
            return;
        }
        // The primary interface's size of packets never had a name of its own.
        Take(legacy, "", networking, Names.Where(name => name.Key != "mtu"));
        var servers = new HashValue.Builder { ["system"] = networking.Find("dhcp") ?? UndefValue.Instance };
        foreach (var (card, facts) in cards.Pairs)
        {
            Take(legacy, $"_{card}", (HashValue)facts, Names);
            if (((HashValue)facts).Find("dhcp") is { } server)
            {
                servers[card] = server;
            }
        }
        legacy["dhcp_servers"] = servers.Build();
        legacy["interfaces"] = string.Join(
            ',',
            cards.Keys.Select(card => card.ToString()).Order(StringComparer.Ordinal)
        );
    }

    private static void Take(
        HashValue.Builder legacy,
        string suffix,
        HashValue facts,
        IEnumerable<(string Name, string Key)> names
    )
    {
        foreach (var (name, key) in names)
        {
            if (facts.Find(key) is { } value)
            {
                legacy[name + suffix] = value;
            }
        }
    }
}
