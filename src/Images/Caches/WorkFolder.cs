using System.Collections.Immutable;
using Bunraku.Unix;

namespace Bunraku.Images;

/// <summary>
/// The folders of one overlay, gone when it is done with. A lock beside them tells later runs which of them a
/// killed run left behind.
/// </summary>
internal sealed class WorkFolder : IDisposable
{
    private const string LockEnding = ".lock";
    private const int Everyone = 0b111_101_101;
    private static readonly ImmutableArray<string> MountPoints =
    [
        "/proc",
        "/sys",
        "/dev",
        "/run",
        "/tmp",
        "/etc",
        "/usr",
        "/usr/sbin",
    ];
    private static readonly ImmutableArray<string> MountedFiles =
    [
        "/etc/resolv.conf",
        "/usr/sbin/policy-rc.d",
    ];
    private readonly RootDirectory parent;
    private readonly string name;
    private readonly FileLock held;

    private WorkFolder(string folder)
    {
        parent = RootDirectory.Open(folder);
        name = "/" + Guid.NewGuid().ToString("n");
        Path = folder + name;
        held = FileLock.Acquire(Path + LockEnding, TimeSpan.Zero);
        foreach (var child in (ReadOnlySpan<string>)["", "/upper", "/overlay", "/merged", "/floor"])
        {
            parent.CreateDirectory(name + child, Everyone);
        }
    }

    public string Path { get; }

    /// <summary>Takes the changes.</summary>
    public string Upper => Path + "/upper";

    /// <summary>The overlay's own.</summary>
    public string Overlay => Path + "/overlay";

    /// <summary>Where the merged tree is mounted.</summary>
    public string Merged => Path + "/merged";

    /// <summary>
    /// Lies below all layers and holds the points that a sandbox mounts on, so that none is made in the
    /// upper folder and none reaches the image.
    /// </summary>
    public string Floor => Path + "/floor";

    /// <summary>Makes new folders, and removes those whose run was killed.</summary>
    public static WorkFolder Make(string folder)
    {
        Sweep(folder);
        return new WorkFolder(folder);
    }

    public void MoveUpper(string target) => Directory.Move(Upper, target);

    /// <summary>Lays the floor, but for what the catalog declares: that must not seem to be there.</summary>
    public void MakeFloor(IReadOnlySet<string> declared)
    {
        using var root = RootDirectory.Open(Floor);
        foreach (
            var folder in MountPoints.Where(folder => !declared.Contains(folder) && HasParent(root, folder))
        )
        {
            root.CreateDirectory(folder, folder == "/tmp" ? 0b1_111_111_111 : Everyone);
        }
        foreach (var file in MountedFiles.Where(file => !declared.Contains(file) && HasParent(root, file)))
        {
            root.CreateNew(file, Everyone).Dispose();
        }
    }

    private static bool HasParent(RootDirectory root, string path) =>
        path.LastIndexOf('/') is var end && (end == 0 || root.Status(path[..end]) is not null);

    public void Dispose()
    {
        parent.DeleteTree(name);
        parent.DeleteFile(name + LockEnding);
        held.Dispose();
        parent.Dispose();
    }

    private static void Sweep(string folder)
    {
        using var root = RootDirectory.Open(folder);
        foreach (
            var entry in root.List("/")
                .Where(entry => entry.Name.EndsWith(LockEnding, StringComparison.Ordinal))
        )
        {
            try
            {
                using var free = FileLock.Acquire(folder + entry.Path, TimeSpan.Zero);
                root.DeleteTree(entry.Path[..^LockEnding.Length]);
                root.DeleteFile(entry.Path);
            }
            catch (TimeoutException)
            {
                // In use by another run.
            }
        }
    }
}
