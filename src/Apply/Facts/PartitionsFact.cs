using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// The partitions of disks, mapped devices and loop devices: sysfs(5), udev's database, and <c>blkid</c>
/// where no udev runs.
/// </summary>
internal sealed class PartitionsFact() : FactResolver("partitions")
{
    private const string Blocks = "/sys/block";

    private static readonly (string Name, string Udev, string Blkid)[] Keys =
    [
        ("filesystem", "ID_FS_TYPE", "TYPE"),
        ("label", "ID_FS_LABEL", "LABEL"),
        ("partlabel", "ID_PART_ENTRY_NAME", "PARTLABEL"),
        ("partuuid", "ID_PART_ENTRY_UUID", "PARTUUID"),
        ("uuid", "ID_FS_UUID", "UUID"),
    ];

    public override Value? Resolve(Host host)
    {
        if (!host.TryExists(Blocks))
        {
            return null;
        }
        var mounts = new MountpointsFact().Resolve(host) as HashValue ?? HashValue.Empty;
        var blkid = new Lazy<Dictionary<string, Dictionary<string, string>>>(() => Blkid(host));
        var partitions = new HashValue.Builder();
        foreach (var (name, directory, backing) in All(host))
        {
            var mount = mounts.Pairs.FirstOrDefault(mount =>
                ((HashValue)mount.Value).Find("device")?.ToString() == name
            );
            partitions[name] = Describe(host, name, directory, backing, mount.Key?.ToString(), blkid);
        }
        var all = partitions.Build();
        return all.Count == 0 ? null : all;
    }

    /// <summary>The device of a partition by its identifier in the partition table, or null.</summary>
    internal static string? WithPartUuid(Host host, string uuid) =>
        All(host)
            .FirstOrDefault(partition =>
                uuid.Equals(
                    UdevRecord.Of(host, partition.Directory).First("ID_PART_ENTRY_UUID"),
                    StringComparison.OrdinalIgnoreCase
                )
            )
            .Name;

    private static IEnumerable<(string Name, string Directory, string? Backing)> All(Host host)
    {
        foreach (var device in host.TryNames(Blocks))
        {
            var directory = $"{Blocks}/{device}";
            if (host.TryExists($"{directory}/device"))
            {
                foreach (
                    var part in host.TryNames(directory)
                        .Where(name => name.Contains(device, StringComparison.Ordinal))
                )
                {
                    yield return ($"/dev/{part}", $"{directory}/{part}", null);
                }
            }
            else if (host.TryExists($"{directory}/dm"))
            {
                var name = host.TryLine($"{directory}/dm/name");
                yield return (name is null ? $"/dev/{device}" : $"/dev/mapper/{name}", directory, null);
            }
            else if (host.TryExists($"{directory}/loop"))
            {
                yield return ($"/dev/{device}", directory, host.TryLine($"{directory}/loop/backing_file"));
            }
        }
    }

    private static HashValue Describe(
        Host host,
        string name,
        string directory,
        string? backing,
        string? mount,
        Lazy<Dictionary<string, Dictionary<string, string>>> blkid
    )
    {
        var facts = new SortedDictionary<string, Value>(StringComparer.Ordinal);
        var size = host.TryLine($"{directory}/size") ?? "0";
        var bytes = long.TryParse(size, CultureInfo.InvariantCulture, out var sectors) ? sectors * 512 : 0;
        facts["size"] = Amounts.Bytes(bytes);
        facts["size_bytes"] = bytes;
        if (backing is not null)
        {
            facts["backing_file"] = backing;
        }
        if (mount is not null)
        {
            facts["mount"] = mount;
        }
        var udev = UdevRecord.Of(host, directory);
        foreach (var (key, udevName, blkidName) in Keys)
        {
            var value = udev.IsKnown
                ? udev.First(udevName)
                : blkid.Value.GetValueOrDefault(name)?.GetValueOrDefault(blkidName);
            if (value is not null)
            {
                facts[key] = value;
            }
        }
        return HashValue.Of(facts.Select(fact => KeyValuePair.Create<Value, Value>(fact.Key, fact.Value)));
    }

    /// <summary>blkid(8): <c>/dev/sda1: UUID="…" TYPE="ext4"</c>.</summary>
    private static Dictionary<string, Dictionary<string, string>> Blkid(Host host)
    {
        var found = new Dictionary<string, Dictionary<string, string>>();
        if (host.Which("blkid") is not { } program)
        {
            return found;
        }
        foreach (var line in host.Ask(program).Split('\n'))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            if (colon < 0)
            {
                continue;
            }
            var values = new Dictionary<string, string>();
            foreach (var part in line[(colon + 2)..].Split("\" "))
            {
                if (part.Split("=\"", 2) is [var key, var value])
                {
                    values[key.Trim()] = value.TrimEnd('"', ' ');
                }
            }
            found[line[..colon]] = values;
        }
        return found;
    }
}
