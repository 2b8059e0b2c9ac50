using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>What the machine runs in, by name, and what is known of each.</summary>
internal sealed class HypervisorsFact() : FactResolver("hypervisors")
{
    public override Value? Resolve(Host host)
    {
        var found = new HashValue.Builder();
        Add("docker", VirtualFact.Container(host) == "docker" ? Docker(host) : null);
        Add("hyperv", IsHyperV(host) ? HashValue.Empty : null);
        Add("kvm", IsKvm(host) ? Kvm(host) : null);
        Add("lxc", VirtualFact.Container(host) == "lxc" ? Lxc(host) : null);
        Add("openvz", OpenVz(host));
        Add("podman", VirtualFact.Container(host) == "podman" ? HashValue.Empty : null);
        Add("systemd_nspawn", VirtualFact.Container(host) == "systemd_nspawn" ? Nspawn(host) : null);
        Add("virtualbox", Is(host, "virtualbox") ? FirmwareTables.VirtualBox(host) : null);
        Add(
            "vmware",
            Is(host, "vmware") || Maker(host) == "VMware, Inc." ? FirmwareTables.Vmware(host) : null
        );
        Add("xen", Xen(host));
        return found.Count == 0 ? null : found.Build();

        void Add(string name, HashValue? facts)
        {
            if (facts is not null)
            {
                found[name] = facts;
            }
        }
    }

    private static HashValue Docker(Host host)
    {
        var groups = host.Try("/proc/1/cgroup") ?? "";
        var at = groups.IndexOf("docker/", StringComparison.Ordinal);
        return at < 0
            ? HashValue.Empty
            : HashValue.Of(("id", groups[(at + "docker/".Length)..].Split('\n')[0]));
    }

    private static HashValue Lxc(Host host)
    {
        var groups = host.Try("/proc/1/cgroup") ?? "";
        var at = groups.IndexOf("/lxc/", StringComparison.Ordinal);
        return at < 0
            ? HashValue.Empty
            : HashValue.Of(("name", groups[(at + "/lxc/".Length)..].Split('/', '\n')[0]));
    }

    private static HashValue Nspawn(Host host) =>
        host.TryLine("/etc/machine-id") is { } id ? HashValue.Of(("id", id)) : HashValue.Empty;

    private static bool IsHyperV(Host host) =>
        (Maker(host) ?? "").Contains("Microsoft", StringComparison.Ordinal)
        || DmiFact.Read(host, "product_name") == "Virtual Machine";

    private static bool IsKvm(Host host)
    {
        var vendor = DmiFact.Read(host, "bios_vendor") ?? "";
        var product = DmiFact.Read(host, "product_name") ?? "";
        return VirtualFact.Product(host) is null or "kvm" && PciDevices.Hypervisor(host) == "kvm"
            || vendor.Contains("Amazon EC2", StringComparison.Ordinal)
            || vendor.Contains("Google", StringComparison.Ordinal)
            || product.Contains("OpenStack", StringComparison.Ordinal);
    }

    private static HashValue Kvm(Host host)
    {
        var maker = Maker(host) ?? "";
        return maker == "Google" ? HashValue.Of(("google", true))
            : maker.StartsWith("OpenStack", StringComparison.Ordinal) ? HashValue.Of(("openstack", true))
            : maker.StartsWith("Amazon", StringComparison.Ordinal) ? HashValue.Of(("amazon", true))
            : HashValue.Empty;
    }

    private static HashValue? OpenVz(Host host) =>
        VirtualFact.OpenVz(host) is { } found
            ? HashValue.Of(
                ("host", found.Name == "openvzhn"),
                ("id", long.TryParse(found.Id, CultureInfo.InvariantCulture, out var id) ? id : 0)
            )
            : null;

    private static HashValue? Xen(Host host)
    {
        if (!VirtualFact.Find(host).Contains("xen", StringComparison.Ordinal))
        {
            return null;
        }
        var isFull = VirtualFact.Product(host) == "xenhvm" || PciDevices.Hypervisor(host) == "xenhvm";
        var isFirst =
            host.TryLine("/proc/xen/capabilities") == "control_d" || VirtualFact.Xen(host) == "xen0";
        return HashValue.Of(("context", isFull ? "hvm" : "pv"), ("privileged", isFirst));
    }

    private static bool Is(Host host, string name) =>
        VirtualFact.Product(host) == name || PciDevices.Hypervisor(host) == name;

    private static string? Maker(Host host) => DmiFact.Read(host, "sys_vendor");
}
