using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>What the machine runs in: a container, a virtual machine, or nothing.</summary>
internal sealed class VirtualFact() : FactResolver("virtual")
{
    /// <summary>What the board of a virtual machine calls itself.</summary>
    private static readonly (string Product, string Name)[] Products =
    [
        ("VMware", "vmware"),
        ("VirtualBox", "virtualbox"),
        ("Parallels", "parallels"),
        ("KVM", "kvm"),
        ("Virtual Machine", "hyperv"),
        ("RHEV Hypervisor", "rhev"),
        ("oVirt Node", "ovirt"),
        ("HVM domU", "xenhvm"),
        ("Bochs", "bochs"),
        ("OpenBSD", "vmm"),
        ("BHYVE", "bhyve"),
    ];

    public override Value Resolve(Host host) => Find(host);

    internal static string Find(Host host) =>
        Container(host)
        ?? (Says(DmiFact.Read(host, "bios_vendor"), "Google") ? "gce" : null)
        ?? OpenVz(host)?.Name
        ?? Xen(host)
        ?? Board(host)
        ?? PciDevices.Hypervisor(host)
        ?? (Says(host.Try("/proc/cpuinfo"), " hypervisor") ? "kvm" : "physical");

    /// <summary>The kind of container this is, or null.</summary>
    internal static string? Container(Host host)
    {
        var groups = host.Try("/proc/1/cgroup") ?? "";
        var environment = host.Try("/proc/1/environ") ?? "";
        return host.TryExists("/.dockerenv") || Says(groups, "docker/") ? "docker"
            : host.TryExists("/run/.containerenv") ? "podman"
            : groups.StartsWith("/lxc/", StringComparison.Ordinal) || Says(groups, ":/lxc/") ? "lxc"
            : Told(environment);
    }

    /// <summary>What the first process was told that it runs in.</summary>
    private static string? Told(string environment)
    {
        const string Mark = "container=";
        var word = environment
            .Split('\0')
            .FirstOrDefault(variable => variable.StartsWith(Mark, StringComparison.Ordinal))
            ?[Mark.Length..].Trim();
        return word switch
        {
            null or "" => null,
            "lxc" or "lxc-virtwhat" or "podman" or "crio" => word,
            "systemd-nspawn" => "systemd_nspawn",
            _ => "container_other",
        };
    }

    /// <summary>OpenVZ's machine itself, or one of its containers.</summary>
    internal static (string Name, string Id)? OpenVz(Host host)
    {
        if (!host.TryNames("/proc/vz").Any() || host.TryExists("/proc/lve/list"))
        {
            return null;
        }
        var line = (host.Try("/proc/self/status") ?? "")
            .Split('\n')
            .FirstOrDefault(line => line.StartsWith("envID:", StringComparison.Ordinal));
        return line?["envID:".Length..].Trim() is { Length: > 0 } id
            ? (id == "0" ? "openvzhn" : "openvzve", id)
            : null;
    }

    internal static string? Xen(Host host) =>
        host.TryExists("/dev/xen/evtchn") ? "xen0"
        : host.TryExists("/proc/xen") || host.TryExists("/dev/xvda1") ? "xenu"
        : null;

    /// <summary>What the names on the board say of it, or null.</summary>
    internal static string? Board(Host host) =>
        Says(DmiFact.Read(host, "bios_vendor"), "Amazon EC2") ? "kvm" : Product(host);

    internal static string? Product(Host host)
    {
        var product = DmiFact.Read(host, "product_name") ?? "";
        return Products.FirstOrDefault(known => Says(product, known.Product)).Name;
    }

    private static bool Says(string? text, string part) =>
        text?.Contains(part, StringComparison.Ordinal) ?? false;
}
