using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// The files that commands are about, copied to a folder of ours where the library may work on them. So it
/// never touches the machine: what it made is compared, and written back through the host.
/// </summary>
internal sealed class AugeasWorkspace : IDisposable
{
    private const int MostFiles = 2000;
    private const long LargestFile = 4 << 20;
    private const string FilesPrefix = "/files";

    private readonly Host host;
    private readonly string root;
    private readonly Dictionary<string, byte[]> before = [];

    /// <param name="root">The folder of the host that counts as <c>/</c>.</param>
    public AugeasWorkspace(Host host, string root, IEnumerable<string> treePaths)
    {
        this.host = host;
        this.root = root.TrimEnd('/');
        foreach (var path in treePaths.Distinct())
        {
            Copy(path);
        }
    }

    /// <summary>The folder, on this machine.</summary>
    public string Folder { get; } = MakeFolder();

    /// <summary>Where nothing may be written into <c>/tmp</c>, memory serves as well.</summary>
    private static string MakeFolder()
    {
        const UnixFileMode Ours = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        try
        {
            return Directory.CreateTempSubdirectory("bunraku-augeas-").FullName;
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            if (OperatingSystem.IsWindows())
            {
                throw;
            }
            return Directory.CreateDirectory($"/dev/shm/bunraku-augeas-{Guid.NewGuid():N}", Ours).FullName;
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>What differs now, by the host's path: the bytes after, null for a file that went.</summary>
    public IReadOnlyList<(string Path, byte[] Before, byte[]? After)> Changes()
    {
        var changes = new List<(string, byte[], byte[]?)>();
        var present = Directory
            .EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Select(file => file[Folder.Length..])
            .ToHashSet();
        foreach (var path in present.Union(before.Keys).Order(StringComparer.Ordinal))
        {
            var old = before.GetValueOrDefault(path);
            var now = present.Contains(path) ? File.ReadAllBytes(Folder + path) : null;
            if (now is null || old is null || !old.AsSpan().SequenceEqual(now))
            {
                changes.Add((root + path, old ?? [], now));
            }
        }
        return changes;
    }

    /// <summary>
    /// The file that a path of the tree leads into, or all files of the folder that its plain part names.
    /// </summary>
    private void Copy(string treePath)
    {
        if (!treePath.StartsWith(FilesPrefix + "/", StringComparison.Ordinal))
        {
            return;
        }
        var at = "";
        foreach (var name in treePath[(FilesPrefix.Length + 1)..].Split('/'))
        {
            var isPlain = name.Length > 0 && !name.AsSpan().ContainsAny("*[]$()|'\"");
            var next = $"{at}/{name}";
            var status = isPlain ? host.Status(root + next) : null;
            if (status is { Kind: FileKind.File })
            {
                CopyFile(next, status.Value);
                return;
            }
            if (status is not { Kind: FileKind.Directory })
            {
                break;
            }
            at = next;
        }
        if (at.Length > 0)
        {
            CopyFolder(at);
        }
    }

    private void CopyFolder(string path)
    {
        Directory.CreateDirectory(Folder + path);
        foreach (var entry in host.List(root + path))
        {
            if (before.Count >= MostFiles)
            {
                return;
            }
            if (entry.Status.Kind == FileKind.File)
            {
                CopyFile($"{path}/{entry.Name}", entry.Status);
            }
        }
    }

    private void CopyFile(string path, FileStatus status)
    {
        if (before.ContainsKey(path) || status.Size > LargestFile)
        {
            return;
        }
        var bytes = host.ReadBytes(root + path) ?? [];
        Directory.CreateDirectory(Folder + FilePath.Parent(path));
        File.WriteAllBytes(Folder + path, bytes);
        before[path] = bytes;
    }
}
