using System.Text.RegularExpressions;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The flat names of facter 2 that follow from structured facts; manifests still use them.</summary>
internal static partial class LegacyFacts
{
    private const double Mebibyte = 1024 * 1024;

    private static readonly (string Name, string Path)[] Names =
    [
        ("architecture", "os.architecture"),
        ("domain", "networking.domain"),
        ("fqdn", "networking.fqdn"),
        ("gid", "identity.group"),
        ("hardwareisa", "processors.isa"),
        ("hardwaremodel", "os.hardware"),
        ("hostname", "networking.hostname"),
        ("id", "identity.user"),
        ("lsbdistcodename", "os.distro.codename"),
        ("lsbdistdescription", "os.distro.description"),
        ("lsbdistid", "os.distro.id"),
        ("lsbdistrelease", "os.distro.release.full"),
        ("lsbmajdistrelease", "os.distro.release.major"),
        ("lsbminordistrelease", "os.distro.release.minor"),
        ("memoryfree", "memory.system.available"),
        ("memorysize", "memory.system.total"),
        ("operatingsystem", "os.name"),
        ("operatingsystemmajrelease", "os.release.major"),
        ("operatingsystemrelease", "os.release.full"),
        ("osfamily", "os.family"),
        ("physicalprocessorcount", "processors.physicalcount"),
        ("processorcount", "processors.count"),
        ("selinux", "os.selinux.enabled"),
        ("swapfree", "memory.swap.available"),
        ("swapsize", "memory.swap.total"),
    ];

    /// <summary>The amounts that are also told in mebibytes.</summary>
    private static readonly (string Name, string Path)[] Amounts =
    [
        ("memoryfree_mb", "memory.system.available_bytes"),
        ("memorysize_mb", "memory.system.total_bytes"),
        ("swapfree_mb", "memory.swap.available_bytes"),
        ("swapsize_mb", "memory.swap.total_bytes"),
    ];

    /// <summary>What each network interface has; the primary one also without a suffix.</summary>
    private static readonly (string Name, string Key)[] OfInterfaces =
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

    public static HashValue Of(HashValue structured)
    {
        var facts = new Model.Facts("", structured);
        var legacy = new HashValue.Builder();
        Take(legacy, Names.Select(name => (name.Name, facts.Find(name.Path))));
        Take(
            legacy,
            Amounts.Select(amount =>
                (
                    amount.Name,
                    facts.Find(amount.Path) is IntegerValue bytes
                        ? (Value)new FloatValue(bytes.Number / Mebibyte)
                        : null
                )
            )
        );
        if (facts.Find("processors.models") is ArrayValue models)
        {
            Take(legacy, models.Items.Select((model, i) => ($"processor{i}", (Value?)model)));
        }
        if (facts.Find("networking.interfaces") is HashValue cards)
        {
            AddInterfaces(legacy, (HashValue)facts.Find("networking")!, cards);
        }
        return legacy.Build();
    }

    private static void AddInterfaces(HashValue.Builder legacy, HashValue networking, HashValue cards)
    {
        // The primary interface's size of packets never had a name of its own.
        Take(
            legacy,
            OfInterfaces
                .Where(name => name.Key != "mtu")
                .Select(name => (name.Name, networking.Find(name.Key)))
        );
        foreach (var (card, facts) in cards.Pairs)
        {
            var suffix = "_" + NoWord().Replace(card.ToString(), "_");
            Take(
                legacy,
                OfInterfaces.Select(name => (name.Name + suffix, ((HashValue)facts).Find(name.Key)))
            );
        }
        legacy["interfaces"] = string.Join(
            ',',
            cards.Pairs.Select(card => NoWord().Replace(card.Key.ToString(), "_"))
        );
    }

    private static void Take(HashValue.Builder legacy, IEnumerable<(string Name, Value? Value)> facts)
    {
        foreach (var (name, value) in facts)
        {
            if (value is not null)
            {
                legacy[name] = value;
            }
        }
    }

    [GeneratedRegex("[^a-zA-Z0-9_]")]
    private static partial Regex NoWord();
}
