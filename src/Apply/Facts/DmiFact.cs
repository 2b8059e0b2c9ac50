using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>What the firmware says of the machine: the DMI tables as sysfs(5) shows them.</summary>
internal sealed class DmiFact() : FactResolver("dmi")
{
    private const string Directory = "/sys/class/dmi/id";

    /// <summary>System Management BIOS, 7.4.1: the kinds of chassis from 1.</summary>
    private static readonly string?[] ChassisKinds =
    [
        "Other",
        null,
        "Desktop",
        "Low Profile Desktop",
        "Pizza Box",
        "Mini Tower",
        "Tower",
        "Portable",
        "Laptop",
        "Notebook",
        "Hand Held",
        "Docking Station",
        "All in One",
        "Sub Notebook",
        "Space-Saving",
        "Lunch Box",
        "Main System Chassis",
        "Expansion Chassis",
        "SubChassis",
        "Bus Expansion Chassis",
        "Peripheral Chassis",
        "Storage Chassis",
        "Rack Mount Chassis",
        "Sealed-Case PC",
        "Multi-system",
        "CompactPCI",
        "AdvancedTCA",
        "Blade",
        "Blade Enclosure",
        "Tablet",
        "Convertible",
        "Detachable",
    ];

    private static readonly (string Group, string Name, string File)[] Files =
    [
        ("bios", "release_date", "bios_date"),
        ("bios", "vendor", "bios_vendor"),
        ("bios", "version", "bios_version"),
        ("board", "asset_tag", "board_asset_tag"),
        ("board", "manufacturer", "board_vendor"),
        ("board", "product", "board_name"),
        ("board", "serial_number", "board_serial"),
        ("chassis", "asset_tag", "chassis_asset_tag"),
        ("chassis", "type", "chassis_type"),
        ("", "manufacturer", "sys_vendor"),
        ("product", "name", "product_name"),
        ("product", "serial_number", "product_serial"),
        ("product", "uuid", "product_uuid"),
    ];

    public override Value? Resolve(Host host)
    {
        if (!host.TryExists("/sys/class/dmi"))
        {
            return null;
        }
        var dmi = new HashValue.Builder();
        foreach (var group in Files.GroupBy(file => file.Group))
        {
            var facts = new HashValue.Builder();
            foreach (var (_, name, file) in group)
            {
                if (Read(host, file) is { } text && Told(file, text) is { } told)
                {
                    facts[name] = told;
                }
            }
            if (facts.Count == 0)
            {
                continue;
            }
            var built = facts.Build();
            if (group.Key.Length > 0)
            {
                dmi[group.Key] = built;
            }
            else
            {
                dmi["manufacturer"] = built.Find("manufacturer")!;
            }
        }
        return dmi.Count == 0 ? null : dmi.Build();
    }

    /// <summary>One of the kernel's files, or null; some are for root alone.</summary>
    internal static string? Read(Host host, string file) => host.TryLine($"{Directory}/{file}");

    private static string? Told(string file, string text) =>
        file != "chassis_type" ? text
        : int.TryParse(text, CultureInfo.InvariantCulture, out var kind)
        && kind >= 1
        && kind <= ChassisKinds.Length
            ? ChassisKinds[kind - 1]
        : null;
}
