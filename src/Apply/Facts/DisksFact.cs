using System.Globalization;
using Bunraku.Model;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>The disks: sysfs(5), and what udev has noted of their serial numbers.</summary>
internal sealed class DisksFact() : FactResolver("disks")
{
    private const string Blocks = "/sys/block";

    public override Value? Resolve(Host host)
    {
        var disks = host.TryNames(Blocks)
            .Where(name => host.TryExists($"{Blocks}/{name}/device"))
            .Select(name => KeyValuePair.Create<Value, Value>(name, Describe(host, name)))
            .ToList();
        return disks.Count == 0 ? null : HashValue.Of(disks);
    }

    private static HashValue Describe(Host host, string name)
    {
        var directory = $"{Blocks}/{name}";
        var udev = UdevRecord.Of(host, directory);
        var disk = new HashValue.Builder();
        Set("model", host.TryLine($"{directory}/device/model"));
        Set(
            "serial",
            udev.First("SCSI_IDENT_SERIAL", "ID_SCSI_SERIAL", "ID_SERIAL_SHORT", "ID_SERIAL")
                ?? (udev.IsKnown ? null : host.TryLine($"{directory}/device/serial"))
        );
        if (long.TryParse(host.TryLine($"{directory}/size"), CultureInfo.InvariantCulture, out var sectors))
        {
            disk["size"] = Amounts.Bytes(sectors * 512);
            disk["size_bytes"] = sectors * 512;
        }
        Set(
            "type",
            host.TryLine($"{directory}/queue/rotational") is { } rotates
                ? rotates == "0"
                    ? "ssd"
                    : "hdd"
                : null
        );
        Set("vendor", host.TryLine($"{directory}/device/vendor"));
        Set("wwn", udev.First("ID_WWN_WITH_EXTENSION", "ID_WWN"));
        return disk.Build();

        void Set(string key, string? value)
        {
            if (value is { Length: > 0 })
            {
                disk[key] = value;
            }
        }
    }
}
