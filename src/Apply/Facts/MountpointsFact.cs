using Bunraku.Model;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>What is mounted where, and how full it is.</summary>
internal sealed class MountpointsFact() : FactResolver("mountpoints")
{
    public override Value? Resolve(Host host)
    {
        var mounts = new HashValue.Builder();
        foreach (var mount in MountedSystem.Of(host).Where(IsTold))
        {
            mounts[mount.Path] = Describe(host, mount);
        }
        return mounts.Count == 0 ? null : mounts.Build();
    }

    /// <summary>Views of the kernel are no file systems to fill.</summary>
    private static bool IsTold(MountedSystem mount)
    {
        var isKernels =
            mount.Path.StartsWith("/proc", StringComparison.Ordinal)
            || mount.Path.StartsWith("/sys", StringComparison.Ordinal);
        return mount.Kind != "autofs" && (!isKernels || mount.Kind == "tmpfs");
    }

    private static HashValue Describe(Host host, MountedSystem mount)
    {
        var space = host.Kernel.Space(mount.Path) ?? new DiskSpace();
        return HashValue.Of(
            ("available", Amounts.Bytes(space.Available)),
            ("available_bytes", space.Available),
            ("capacity", Amounts.Percent(space.Used, space.Used + space.Available)),
            ("device", mount.Device == "/dev/root" ? RootDevice(host) ?? mount.Device : mount.Device),
            ("filesystem", mount.Kind),
            ("options", ArrayValue.Of(mount.Options.Split(',').Select(option => (Value)option.Trim()))),
            ("size", Amounts.Bytes(space.Total)),
            ("size_bytes", space.Total),
            ("used", Amounts.Bytes(space.Used)),
            ("used_bytes", space.Used)
        );
    }

    /// <summary>The device that the kernel was told to boot from.</summary>
    private static string? RootDevice(Host host)
    {
        var words = (host.Try("/proc/cmdline") ?? "").Split(
            (char[]?)null,
            StringSplitOptions.RemoveEmptyEntries
        );
        var root = words
            .FirstOrDefault(word => word.StartsWith("root=", StringComparison.Ordinal))
            ?["root=".Length..];
        return root is not null && root.StartsWith("PARTUUID=", StringComparison.Ordinal)
            ? PartitionsFact.WithPartUuid(host, root["PARTUUID=".Length..]) ?? root
            : root;
    }
}
