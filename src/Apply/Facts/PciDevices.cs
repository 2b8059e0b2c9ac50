namespace Bunraku.Apply;

/// <summary>The devices on the PCI bus, by the numbers of their makers: sysfs, bus/pci.</summary>
internal static class PciDevices
{
    private const string Directory = "/sys/bus/pci/devices";

    /// <summary>Makers whose devices only their virtual machines have.</summary>
    private static readonly (string Vendor, string Name)[] Makers =
    [
        ("0x80ee", "virtualbox"),
        ("0x5853", "xenhvm"),
        ("0x1414", "hyperv"),
        ("0x15ad", "vmware"),
        ("0x1ab8", "parallels"),
        ("0x1af4", "kvm"),
    ];

    public static string? Hypervisor(Host host)
    {
        var vendors = host.TryNames(Directory)
            .Select(device => host.TryLine($"{Directory}/{device}/vendor"))
            .ToHashSet();
        return Makers.FirstOrDefault(maker => vendors.Contains(maker.Vendor)).Name;
    }
}
