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

    public override Value Resolve(Host host) =>
        Container(host)
        ?? Board(host)
        ?? (
            Read(host, "/proc/cpuinfo").Contains(" hypervisor", StringComparison.Ordinal) ? "kvm" : "physical"
        );

    private static string? Container(Host host)
    {
        var groups = Read(host, "/proc/1/cgroup");
        var environment = Read(host, "/proc/1/environ");
        return host.Exists("/.dockerenv") || groups.Contains("docker/", StringComparison.Ordinal) ? "docker"
            : host.Exists("/run/.containerenv") ? "podman"
            : groups.StartsWith("/lxc/", StringComparison.Ordinal) ? "lxc"
            : environment.Contains("container=lxc", StringComparison.Ordinal) ? "lxc"
            : environment.Contains("container=systemd-nspawn", StringComparison.Ordinal) ? "systemd_nspawn"
            : null;
    }

    private static string? Board(Host host)
    {
        var maker = Read(host, "/sys/class/dmi/id/bios_vendor");
        var product = Read(host, "/sys/class/dmi/id/product_name");
        return maker.Contains("Google", StringComparison.Ordinal) ? "gce"
            : maker.Contains("Amazon EC2", StringComparison.Ordinal) ? "kvm"
            : Products
                .FirstOrDefault(known => product.Contains(known.Product, StringComparison.Ordinal))
                .Name;
    }

    /// <summary>A file that only root may read says nothing to others.</summary>
    private static string Read(Host host, string path)
    {
        try
        {
            return host.ReadText(path) ?? "";
        }
        catch (HostException)
        {
            return "";
        }
    }
}
