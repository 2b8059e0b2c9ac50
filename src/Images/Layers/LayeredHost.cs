using System.Collections.Immutable;
using Bunraku.Apply;
using Bunraku.Unix;

namespace Bunraku.Images;

/// <summary>
/// The tree that unpacked layers make together, read without mounting anything: whiteouts and opaque
/// directories count as the kernel's overlay counts them (overlayfs, kernel documentation).
/// </summary>
internal sealed class LayeredHost : Host, IDisposable
{
    /// <summary>As the kernel: ELOOP after so many links.</summary>
    private const int MostLinks = 40;

    /// <summary>The uppermost first.</summary>
    private readonly ImmutableArray<RootDirectory> layers;

    /// <param name="folders">The unpacked layers, lowest first.</param>
    public LayeredHost(IEnumerable<string> folders) =>
        layers = [.. folders.Reverse().Select(RootDirectory.Open)];

    public override Stage Stage => Stage.Container;

    public void Dispose()
    {
        foreach (var layer in layers)
        {
            layer.Dispose();
        }
    }

    public override FileStatus? LinkStatus(string path) => Find(Resolve(path, followsLast: false))?.Status;

    public override FileStatus? Status(string path) => Find(Resolve(path, followsLast: true))?.Status;

    public override string ReadLink(string path) =>
        Find(Resolve(path, followsLast: false)) is { } found
            ? found.Layer.ReadLink(found.Path)
            : throw NotThere(path);

    public override Stream OpenRead(string path) =>
        Find(Resolve(path, followsLast: true)) is { } found
            ? found.Layer.OpenRead(found.Path)
            : throw NotThere(path);

    public override ImmutableArray<DirectoryEntry> List(string path)
    {
        var folder = Resolve(path, followsLast: true);
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var layer in layers.Where(layer => layer.LinkStatus(folder) is { Kind: FileKind.Directory }))
        {
            names.UnionWith(layer.List(folder).Select(entry => entry.Name));
        }
        return
        [
            .. names
                .Select(name => folder == "/" ? "/" + name : $"{folder}/{name}")
                .Select(child => (Path: child, Found: Find(child)))
                .Where(child => child.Found is not null)
                .Select(child => new DirectoryEntry(child.Path, child.Found!.Value.Status)),
        ];
    }

    public override void WriteFile(string path, FileWrite write) => throw ReadOnly(path);

    public override void CreateDirectory(string path, int permissions) => throw ReadOnly(path);

    public override void CreateLink(string path, string target) => throw ReadOnly(path);

    public override void CreateHardLink(string path, string existing) => throw ReadOnly(path);

    public override void CreateFifo(string path, int permissions) => throw ReadOnly(path);

    public override void Delete(string path) => throw ReadOnly(path);

    public override void DeleteTree(string path) => throw ReadOnly(path);

    public override void Rename(string path, string newPath) => throw ReadOnly(path);

    public override void SetOwner(string path, int uid, int gid) => throw ReadOnly(path);

    public override void SetPermissions(string path, int permissions) => throw ReadOnly(path);

    public override void SetTimes(string path, UnixTime modified, UnixTime? accessed = null) =>
        throw ReadOnly(path);

    public override ProcessResult Query(ProcessRequest request) => throw ReadOnly(request.Command[0]);

    public override ProcessResult Run(ProcessRequest request) => throw ReadOnly(request.Command[0]);

    /// <summary>The path with every link in it replaced by where it leads, within the tree.</summary>
    private string Resolve(string path, bool followsLast)
    {
        var pending = new Stack<string>(Parts(path).Reverse());
        var done = new List<string>();
        var links = 0;
        while (pending.TryPop(out var part))
        {
            if (part == "..")
            {
                done.RemoveRange(Math.Max(0, done.Count - 1), Math.Min(1, done.Count));
                continue;
            }
            done.Add(part);
            var here = "/" + string.Join('/', done);
            if ((pending.Count > 0 || followsLast) && Find(here) is { Status.Kind: FileKind.Symlink } link)
            {
                if (++links > MostLinks)
                {
                    throw new HostException($"Too many levels of symbolic links - {path}");
                }
                var target = link.Layer.ReadLink(here);
                done.RemoveAt(done.Count - 1);
                if (target.StartsWith('/'))
                {
                    done.Clear();
                }
                foreach (var next in Parts(target).Reverse())
                {
                    pending.Push(next);
                }
            }
        }
        return "/" + string.Join('/', done);
    }

    /// <summary>
    /// The uppermost layer that has a path without links in it, unless one above has taken it away.
    /// </summary>
    private (RootDirectory Layer, string Path, FileStatus Status)? Find(string path)
    {
        foreach (var layer in layers)
        {
            if (layer.LinkStatus(path) is { } status)
            {
                return IsWhiteout(status) ? null : (layer, path, status);
            }
            for (var end = path.LastIndexOf('/'); end > 0; end = path.LastIndexOf('/', end - 1))
            {
                if (layer.LinkStatus(path[..end]) is { } parent)
                {
                    if (
                        parent.Kind != FileKind.Directory
                        || LayerPacker.IsOpaque(layer.ExtendedAttributes(path[..end]))
                    )
                    {
                        return null;
                    }
                    break;
                }
            }
        }
        return null;
    }

    private static IEnumerable<string> Parts(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".");

    private static bool IsWhiteout(FileStatus status) =>
        status is { Kind: FileKind.CharacterDevice, DeviceMajor: 0, DeviceMinor: 0 };

    private static HostException NotThere(string path) => new($"No such file or directory - {path}");

    private static HostException ReadOnly(string path) => new($"Read-only file system - {path}");
}
