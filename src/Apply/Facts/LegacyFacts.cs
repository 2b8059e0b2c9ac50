using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The flat names of facter 2 that follow from structured facts; many manifests still use them.</summary>
internal static class LegacyFacts
{
    private static readonly (string Name, string Path)[] Names =
    [
        ("architecture", "os.architecture"),
        ("domain", "networking.domain"),
        ("fqdn", "networking.fqdn"),
        ("gid", "identity.group"),
        ("hardwaremodel", "os.hardware"),
        ("hostname", "networking.hostname"),
        ("id", "identity.user"),
        ("ipaddress", "networking.ip"),
        ("ipaddress6", "networking.ip6"),
        ("lsbdistcodename", "os.distro.codename"),
        ("lsbdistdescription", "os.distro.description"),
        ("lsbdistid", "os.distro.id"),
        ("lsbdistrelease", "os.distro.release.full"),
        ("lsbmajdistrelease", "os.distro.release.major"),
        ("lsbminordistrelease", "os.distro.release.minor"),
        ("memorysize", "memory.system.total"),
        ("netmask", "networking.netmask"),
        ("operatingsystem", "os.name"),
        ("operatingsystemmajrelease", "os.release.major"),
        ("operatingsystemrelease", "os.release.full"),
        ("osfamily", "os.family"),
        ("processorcount", "processors.count"),
        ("selinux", "os.selinux.enabled"),
    ];

    public static HashValue Of(HashValue structured)
    {
        var facts = new Model.Facts("", structured);
        return HashValue.Of(
            Names
                .Select(name => (name.Name, Value: facts.Find(name.Path)))
                .Where(pair => pair.Value is not null)
                .Select(pair => KeyValuePair.Create<Value, Value>(pair.Name, pair.Value!))
        );
    }
}
