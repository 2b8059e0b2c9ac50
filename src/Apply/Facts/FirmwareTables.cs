using System.Text;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// What makers of virtual machines have left in the firmware's tables: sysfs, firmware/dmi, for root alone.
/// </summary>
internal static class FirmwareTables
{
    private const string Tables = "/sys/firmware/dmi/tables/DMI";

    /// <summary>Where VMware's firmware begins, by the version that put it there.</summary>
    private static readonly Dictionary<int, string> VmwareAddresses = new()
    {
        [0xe8480] = "ESXi 2.5",
        [0xe7c70] = "ESXi 3.0",
        [0xe66c0] = "ESXi 3.5",
        [0xe7910] = "ESXi 3.5",
        [0xea550] = "ESXi 4.0",
        [0xea6c0] = "ESXi 4.0",
        [0xea2e0] = "ESXi 4.1",
        [0xe72c0] = "ESXi 5.0",
        [0xea0c0] = "ESXi 5.1",
        [0xea050] = "ESXi 5.5",
        [0xe99e0] = "ESXi 6.0",
        [0xe9a40] = "ESXi 6.0",
        [0xea580] = "ESXi 6.5",
        [0xea520] = "ESXi 6.7",
        [0xea490] = "ESXi 6.7",
        [0xea5e0] = "Fusion 8.5",
    };

    public static HashValue VirtualBox(Host host)
    {
        var text = Encoding.Latin1.GetString(Read(host));
        var facts = new HashValue.Builder();
        foreach (var (key, mark) in new[] { ("revision", "vboxRev_"), ("version", "vboxVer_") })
        {
            var at = text.IndexOf(mark, StringComparison.Ordinal);
            if (at >= 0)
            {
                facts[key] = string.Concat(text[(at + mark.Length)..].TakeWhile(c => c > ' ' && c < 127));
            }
        }
        return facts.Build();
    }

    /// <summary>
    /// System Management BIOS, 7.1: bytes 6 and 7 of the first kind are the firmware's segment.
    /// </summary>
    public static HashValue Vmware(Host host)
    {
        var bytes = Read(host);
        for (var at = 0; at + 8 < bytes.Length && bytes[at + 1] >= 4; )
        {
            if (bytes[at] == 0)
            {
                var address = (bytes[at + 6] | (bytes[at + 7] << 8)) << 4;
                return VmwareAddresses.TryGetValue(address, out var version)
                    ? HashValue.Of(("version", version))
                    : HashValue.Empty;
            }
            // Texts follow each structure; an empty one ends it.
            at += bytes[at + 1];
            while (at + 1 < bytes.Length && (bytes[at] != 0 || bytes[at + 1] != 0))
            {
                at++;
            }
            at += 2;
        }
        return HashValue.Empty;
    }

    private static byte[] Read(Host host)
    {
        try
        {
            return host.ReadBytes(Tables) ?? [];
        }
        catch (HostException)
        {
            return [];
        }
    }
}
