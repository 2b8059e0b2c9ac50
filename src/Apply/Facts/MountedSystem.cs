namespace Bunraku.Apply;

/// <summary>A file system that is mounted, as a line of proc(5), mounts tells it.</summary>
internal sealed record MountedSystem(string Device, string Path, string Kind, string Options)
{
    /// <summary>What is mounted, in the kernel's order.</summary>
    public static IEnumerable<MountedSystem> Of(Host host)
    {
        foreach (var line in (host.Try("/proc/self/mounts") ?? "").Split('\n'))
        {
            if (line.Split(' ') is [var device, var path, var kind, var options, ..])
            {
                yield return new(
                    MountTable.Unescape(device),
                    MountTable.Unescape(path),
                    kind,
                    MountTable.Unescape(options)
                );
            }
        }
    }
}
