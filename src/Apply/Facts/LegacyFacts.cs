using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The flat names of facter 2 that follow from structured facts; manifests still use them.</summary>
internal static class LegacyFacts
{
    private const double Mebibyte = 1024 * 1024;

    private static readonly (string Name, string Path)[] Names =
    [
        ("architecture", "os.architecture"),
        ("augeasversion", "augeas.version"),
        ("bios_release_date", "dmi.bios.release_date"),
        ("bios_vendor", "dmi.bios.vendor"),
        ("bios_version", "dmi.bios.version"),
        ("boardassettag", "dmi.board.asset_tag"),
        ("boardmanufacturer", "dmi.board.manufacturer"),
        ("boardproductname", "dmi.board.product"),
        ("boardserialnumber", "dmi.board.serial_number"),
        ("chassisassettag", "dmi.chassis.asset_tag"),
        ("chassistype", "dmi.chassis.type"),
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
        ("lsbrelease", "os.distro.specification"),
        ("manufacturer", "dmi.manufacturer"),
        ("memoryfree", "memory.system.available"),
        ("memorysize", "memory.system.total"),
        ("operatingsystem", "os.name"),
        ("operatingsystemmajrelease", "os.release.major"),
        ("operatingsystemrelease", "os.release.full"),
        ("osfamily", "os.family"),
        ("physicalprocessorcount", "processors.physicalcount"),
        ("processorcount", "processors.count"),
        ("productname", "dmi.product.name"),
        ("rubyplatform", "ruby.platform"),
        ("rubysitedir", "ruby.sitedir"),
        ("rubyversion", "ruby.version"),
        ("selinux", "os.selinux.enabled"),
        ("selinux_config_mode", "os.selinux.config_mode"),
        ("selinux_config_policy", "os.selinux.config_policy"),
        ("selinux_current_mode", "os.selinux.current_mode"),
        ("selinux_enforced", "os.selinux.enforced"),
        ("selinux_policyversion", "os.selinux.policy_version"),
        ("serialnumber", "dmi.product.serial_number"),
        ("swapfree", "memory.swap.available"),
        ("swapsize", "memory.swap.total"),
        ("uptime", "system_uptime.uptime"),
        ("uptime_days", "system_uptime.days"),
        ("uptime_hours", "system_uptime.hours"),
        ("uptime_seconds", "system_uptime.seconds"),
        ("uuid", "dmi.product.uuid"),
    ];

    /// <summary>The amounts that are also told in mebibytes.</summary>
    private static readonly (string Name, string Path)[] Mebibytes =
    [
        ("memoryfree_mb", "memory.system.available_bytes"),
        ("memorysize_mb", "memory.system.total_bytes"),
        ("swapfree_mb", "memory.swap.available_bytes"),
        ("swapsize_mb", "memory.swap.total_bytes"),
    ];

    /// <summary>What the names of a family begin with, and where they come from.</summary>
    private static readonly (string Start, string Root)[] Families =
    [
        ("blockdevice", "disks"),
        ("dhcp_servers", "networking"),
        ("interfaces", "networking"),
        ("ipaddress", "networking"),
        ("macaddress", "networking"),
        ("mtu_", "networking"),
        ("netmask", "networking"),
        ("network", "networking"),
        ("processor", "processors"),
        ("scope6", "networking"),
        ("sshfp_", "ssh"),
        ("ssh", "ssh"),
        ("xendomains", "xen"),
    ];

    /// <summary>The names that any machine may have.</summary>
    public static IEnumerable<string> FixedNames =>
        Names.Concat(Mebibytes).Select(name => name.Name).Append("interfaces").Append("ipaddress");

    /// <summary>The structured fact that an older name comes from, or null when it is none.</summary>
    public static string? RootOf(string name)
    {
        foreach (var (known, path) in Names.Concat(Mebibytes))
        {
            if (known == name)
            {
                return path.Split('.')[0];
            }
        }
        return Families
            .FirstOrDefault(family => name.StartsWith(family.Start, StringComparison.Ordinal))
            .Root;
    }

    /// <summary>All older names that follow from facts.</summary>
    public static HashValue Of(HashValue structured)
    {
        var facts = new Model.Facts("", structured);
        var legacy = new HashValue.Builder();
        foreach (var (name, path) in Names)
        {
            if (facts.Find(path) is { } value)
            {
                legacy[name] = value;
            }
        }
        foreach (var (name, path) in Mebibytes)
        {
            if (facts.Find(path) is IntegerValue bytes)
            {
                legacy[name] = new FloatValue(bytes.Number / Mebibyte);
            }
        }
        if (structured.Find("processors") is HashValue processors)
        {
            var models = (processors.Find("models") as ArrayValue)?.Items ?? [];
            for (var i = 0; i < models.Length; i++)
            {
                legacy[$"processor{i}"] = models[i];
            }
        }
        if (structured.Find("networking") is HashValue networking)
        {
            LegacyNetworking.Add(legacy, networking);
        }
        AddDisks(legacy, structured.Find("disks") as HashValue ?? HashValue.Empty);
        AddKeys(legacy, structured.Find("ssh") as HashValue ?? HashValue.Empty);
        if (facts.Find("xen.domains") is ArrayValue domains)
        {
            legacy["xendomains"] = string.Join(',', domains.Items);
        }
        return legacy.Build();
    }

    private static void AddDisks(HashValue.Builder legacy, HashValue disks)
    {
        if (disks.Count > 0)
        {
            legacy["blockdevices"] = string.Join(',', disks.Keys);
        }
        foreach (var (disk, facts) in disks.Pairs)
        {
            foreach (
                var (name, key) in new[] { ("model", "model"), ("size", "size_bytes"), ("vendor", "vendor") }
            )
            {
                if (((HashValue)facts).Find(key) is { } value)
                {
                    legacy[$"blockdevice_{disk}_{name}"] = value;
                }
            }
        }
    }

    private static void AddKeys(HashValue.Builder legacy, HashValue keys)
    {
        foreach (var (name, key) in keys.Pairs)
        {
            var facts = new Model.Facts("", (HashValue)key);
            legacy[$"ssh{name}key"] = facts.Find("key")!;
            legacy[$"sshfp_{name}"] =
                $"{facts.Find("fingerprints.sha1")}\n{facts.Find("fingerprints.sha256")}";
        }
    }
}
