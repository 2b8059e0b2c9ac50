using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Bunraku.Unix;

/// <summary>
/// A directory seen as <c>/</c>. Every path is resolved as a process chrooted there would resolve it, so no
/// link and no <c>..</c> leads outside. Methods act on the last name itself (a link is not followed) unless
/// they say otherwise.
/// </summary>
public sealed unsafe class RootDirectory : IDisposable
{
    private readonly SafeFileHandle root;

    private RootDirectory(string path, SafeFileHandle root)
    {
        HostPath = path;
        this.root = root;
    }

    /// <summary>Where the root lies on this machine.</summary>
    public string HostPath { get; }

    public static RootDirectory Open(string hostPath)
    {
        var descriptor = Libc.Open(
            hostPath,
            OpenFlags.PathOnly | OpenFlags.Directory | OpenFlags.CloseOnExec,
            0
        );
        return descriptor < 0
            ? throw UnixException.Last("open", hostPath)
            : new RootDirectory(
                System.IO.Path.GetFullPath(hostPath),
                new SafeFileHandle(descriptor, ownsHandle: true)
            );
    }

    public void Dispose() => root.Dispose();

    /// <summary>What the path names, links followed; null when nothing is there.</summary>
    public FileStatus? Status(string path)
    {
        if (HostPath == "/")
        {
            return StatusByName(path, flags: 0);
        }
        using var file = Open(path, OpenFlags.PathOnly, 0, out var error);
        return file is null ? MissingOrThrow("stat", path, error) : StatusOf(file, "", path);
    }

    /// <summary>What the path itself is, a link being a link; null when nothing is there.</summary>
    public FileStatus? LinkStatus(string path)
    {
        if (HostPath == "/")
        {
            return StatusByName(path, Libc.AtSymlinkNoFollow);
        }
        using var file = Open(path, OpenFlags.PathOnly | OpenFlags.NoFollow, 0, out var error);
        return file is null ? MissingOrThrow("stat", path, error) : StatusOf(file, "", path);
    }

    /// <summary>The target of a link as it is written.</summary>
    public string ReadLink(string path)
    {
        using var parent = OpenParent(path, out var name);
        return PathResolver.ReadLink(parent, name) ?? throw UnixException.Last("readlink", path);
    }

    /// <summary>Opens a regular file for reading, links followed.</summary>
    public Stream OpenRead(string path)
    {
        // Non-blocking, since opening a fifo that nobody writes would wait for ever.
        var flags = OpenFlags.ReadOnly | OpenFlags.NonBlocking | OpenFlags.NoTerminal;
        var file = Open(path, flags, 0, out var error) ?? throw new UnixException("open", path, error);
        return new RegularFileStream(file, path, SizeOfRegular(file, path));
    }

    /// <summary>
    /// Creates a file that must not be there yet; permissions are as given, whatever the umask.
    /// </summary>
    public FileStream CreateNew(string path, int permissions)
    {
        using var parent = OpenParent(path, out var name);
        var flags =
            OpenFlags.WriteOnly
            | OpenFlags.Create
            | OpenFlags.Exclusive
            | OpenFlags.NoFollow
            | OpenFlags.CloseOnExec;
        // Nobody else may read the file before its owner and permissions are set.
        var descriptor = Libc.OpenAt(parent, name, flags, permissions & Convert.ToInt32("700", 8));
        if (descriptor < 0)
        {
            throw UnixException.Last("create", path);
        }
        var file = new SafeFileHandle(descriptor, ownsHandle: true);
        Check(Libc.ChangeMode(file, permissions), "chmod", path);
        return new FileStream(file, FileAccess.Write, bufferSize: 0);
    }

    /// <summary>
    /// Opens a file for writing from its start, emptied or created, links followed (<c>&gt; path</c>).
    /// </summary>
    public FileStream OpenWrite(string path, int permissions)
    {
        var flags =
            OpenFlags.WriteOnly
            | OpenFlags.Create
            | OpenFlags.Truncate
            | OpenFlags.NonBlocking
            | OpenFlags.NoTerminal;
        var file =
            Open(path, flags, permissions, out var error) ?? throw new UnixException("open", path, error);
        _ = SizeOfRegular(file, path);
        return new FileStream(file, FileAccess.Write, bufferSize: 0);
    }

    /// <summary>
    /// Writes a file under another name of the same directory and then gives it its own: whoever looks sees
    /// the old file or the new one, with owner and permissions as given. When anything fails, nothing is
    /// left.
    /// </summary>
    /// <param name="asideName">The other name; <see cref="Errno.EEXIST"/> when it is taken.</param>
    /// <param name="uid">-1 for our own, as <paramref name="gid"/>.</param>
    /// <param name="check">Looks at the finished file by its path; throws to keep the old one.</param>
    public void Replace(
        string path,
        string asideName,
        int permissions,
        int uid,
        int gid,
        Action<Stream> fill,
        Action<string>? check = null
    )
    {
        using var parent = OpenParent(path, out var name);
        var flags =
            OpenFlags.WriteOnly
            | OpenFlags.Create
            | OpenFlags.Exclusive
            | OpenFlags.NoFollow
            | OpenFlags.CloseOnExec;
        var descriptor = Libc.OpenAt(parent, asideName, flags, Convert.ToInt32("600", 8));
        if (descriptor < 0)
        {
            throw UnixException.Last("create", path);
        }
        try
        {
            var file = new SafeFileHandle(descriptor, ownsHandle: true);
            using (var stream = new FileStream(file, FileAccess.Write, bufferSize: 0))
            {
                fill(stream);
                if (uid >= 0 || gid >= 0)
                {
                    var owned = Libc.ChangeOwnerAt(parent, asideName, uid, gid, Libc.AtSymlinkNoFollow);
                    Check(owned, "chown", path);
                }
                // After the owner: a change of owner takes the set-user bits away.
                Check(Libc.ChangeMode(file, permissions), "chmod", path);
            }
            check?.Invoke(path[..(path.LastIndexOf('/') + 1)] + asideName);
            Check(Libc.RenameAt(parent, asideName, parent, name), "rename", path);
        }
        catch
        {
            _ = Libc.UnlinkAt(parent, asideName, 0);
            throw;
        }
    }

    public void CreateDirectory(string path, int permissions)
    {
        using var parent = OpenParent(path, out var name);
        Check(Libc.MakeDirectoryAt(parent, name, Convert.ToInt32("700", 8)), "mkdir", path);
        Check(Libc.ChangeModeAt(parent, name, permissions, Libc.AtSymlinkNoFollow), "chmod", path);
    }

    public void CreateSymlink(string path, string target)
    {
        using var parent = OpenParent(path, out var name);
        Check(Libc.SymlinkAt(target, parent, name), "symlink", path);
    }

    /// <summary>
    /// Gives the file <paramref name="existing"/> (itself, when it is a link) a second name.
    /// </summary>
    public void CreateHardLink(string path, string existing)
    {
        using var from = OpenParent(existing, out var oldName);
        using var to = OpenParent(path, out var newName);
        Check(Libc.LinkAt(from, oldName, to, newName, 0), "link", path);
    }

    /// <summary>Makes a device, fifo or socket; devices need root.</summary>
    public void CreateSpecial(string path, FileKind kind, int permissions, int major = 0, int minor = 0)
    {
        using var parent = OpenParent(path, out var name);
        Check(
            Libc.MakeNodeAt(parent, name, (int)kind | permissions, MakeDevice(major, minor)),
            "mknod",
            path
        );
        Check(Libc.ChangeModeAt(parent, name, permissions, Libc.AtSymlinkNoFollow), "chmod", path);
    }

    public void Rename(string path, string newPath)
    {
        using var from = OpenParent(path, out var oldName);
        using var to = OpenParent(newPath, out var newName);
        Check(Libc.RenameAt(from, oldName, to, newName), "rename", path);
    }

    /// <summary>Removes anything but a directory.</summary>
    public void DeleteFile(string path)
    {
        using var parent = OpenParent(path, out var name);
        Check(Libc.UnlinkAt(parent, name, 0), "unlink", path);
    }

    /// <summary>Removes an empty directory.</summary>
    public void DeleteDirectory(string path)
    {
        using var parent = OpenParent(path, out var name);
        Check(Libc.UnlinkAt(parent, name, Libc.AtRemoveDirectory), "rmdir", path);
    }

    /// <summary>Removes whatever the path names and all below it; nothing there is fine.</summary>
    public void DeleteTree(string path)
    {
        if (LinkStatus(path) is not { } status)
        {
            return;
        }
        if (status.Kind != FileKind.Directory)
        {
            DeleteFile(path);
            return;
        }
        foreach (var entry in List(path))
        {
            DeleteTree(entry.Path);
        }
        DeleteDirectory(path);
    }

    /// <summary>Sets owner and group; -1 leaves one as it is.</summary>
    public void SetOwner(string path, int uid, int gid)
    {
        using var parent = OpenParent(path, out var name);
        Check(Libc.ChangeOwnerAt(parent, name, uid, gid, Libc.AtSymlinkNoFollow), "chown", path);
    }

    /// <summary>Sets the lower twelve mode bits. A link has none of its own: EOPNOTSUPP.</summary>
    public void SetPermissions(string path, int permissions)
    {
        using var parent = OpenParent(path, out var name);
        Check(Libc.ChangeModeAt(parent, name, permissions, Libc.AtSymlinkNoFollow), "chmod", path);
    }

    /// <summary>Sets the modification time; the access time stays when null.</summary>
    public void SetTimes(string path, UnixTime modified, UnixTime? accessed = null)
    {
        using var parent = OpenParent(path, out var name);
        var times = stackalloc long[4];
        times[0] = accessed?.Seconds ?? 0;
        times[1] = accessed?.Nanoseconds ?? Libc.KeepTime;
        times[2] = modified.Seconds;
        times[3] = modified.Nanoseconds;
        Check(Libc.SetTimesAt(parent, name, times, Libc.AtSymlinkNoFollow), "utimens", path);
    }

    /// <summary>All extended attributes the file system shows, sorted by name.</summary>
    public ImmutableSortedDictionary<string, byte[]> ExtendedAttributes(string path)
    {
        using var parent = OpenParent(path, out var name);
        return ExtendedAttributeCalls.Read(parent, name, path);
    }

    public void SetExtendedAttribute(string path, string attribute, ReadOnlySpan<byte> value)
    {
        using var parent = OpenParent(path, out var name);
        ExtendedAttributeCalls.Set(parent, name, attribute, value, path);
    }

    public void RemoveExtendedAttribute(string path, string attribute)
    {
        using var parent = OpenParent(path, out var name);
        ExtendedAttributeCalls.Remove(parent, name, attribute, path);
    }

    /// <summary>What a directory holds (links to it followed), sorted by the bytes of the names.</summary>
    public ImmutableArray<DirectoryEntry> List(string path)
    {
        using var directory =
            Open(path, OpenFlags.ReadOnly | OpenFlags.Directory, 0, out var error)
            ?? throw new UnixException("list", path, error);
        var prefix = "/" + path.Trim('/');
        prefix = prefix.EndsWith('/') ? prefix : prefix + "/";
        var entries = ImmutableArray.CreateBuilder<DirectoryEntry>();
        foreach (var name in DirectoryNames.Read(directory, path))
        {
            // A name that went away between the two calls is not there.
            if (TryStatus(directory, name, out var status))
            {
                entries.Add(new DirectoryEntry(prefix + name, status));
            }
        }
        return entries.ToImmutable();
    }

    /// <summary>
    /// Everything below a directory, parents before what they hold, each directory sorted by the bytes of its
    /// names; links are told, never followed.
    /// </summary>
    public IEnumerable<DirectoryEntry> Walk(string path = "/")
    {
        var pending = new Stack<DirectoryEntry>(List(path).Reverse());
        while (pending.TryPop(out var entry))
        {
            yield return entry;
            if (entry.Status.Kind == FileKind.Directory)
            {
                foreach (var below in List(entry.Path).Reverse())
                {
                    pending.Push(below);
                }
            }
        }
    }

    /// <summary>Waits until a file or directory, links followed, is on the disk.</summary>
    public void Sync(string path)
    {
        using var file =
            Open(path, OpenFlags.ReadOnly | OpenFlags.NonBlocking, 0, out var error)
            ?? throw new UnixException("sync", path, error);
        Check(Libc.Sync(file), "sync", path);
    }

    private SafeFileHandle OpenParent(string path, out string name)
    {
        var trimmed = path.TrimEnd('/');
        var slash = trimmed.LastIndexOf('/');
        name = trimmed[(slash + 1)..];
        if (name is "" or "." or "..")
        {
            // The root itself and directories named by dots: act on the directory through its own dot.
            name = ".";
            return OpenDirectory(path.Length == 0 ? "/" : path, path);
        }
        return OpenDirectory(slash <= 0 ? "/" : trimmed[..slash], path);
    }

    /// <summary>
    /// The machine's own root needs no fence, and files such as /dev/stdin lead through magic links.
    /// </summary>
    private SafeFileHandle? Open(string path, int flags, int mode, out Errno error) =>
        HostPath == "/"
            ? PathResolver.OpenName(root, path, flags, mode, out error)
            : PathResolver.Open(root, path, flags, mode, out error);

    private SafeFileHandle OpenDirectory(string directory, string path) =>
        Open(directory, OpenFlags.PathOnly | OpenFlags.Directory, 0, out var error)
        ?? throw new UnixException("open", path, error);

    /// <summary>One call where no fence is needed: a run looks at every file it manages.</summary>
    private FileStatus? StatusByName(string path, int flags)
    {
        StatxBuffer buffer;
        return Libc.Statx(root, path, flags, Libc.StatxBasic, &buffer) == 0
            ? FileStatus.From(buffer)
            : MissingOrThrow("stat", path, (Errno)Marshal.GetLastPInvokeError());
    }

    private static FileStatus StatusOf(SafeFileHandle directory, string name, string path)
    {
        StatxBuffer buffer;
        var flags = Libc.AtSymlinkNoFollow | Libc.AtEmptyPath;
        Check(Libc.Statx(directory, name, flags, Libc.StatxBasic, &buffer), "stat", path);
        return FileStatus.From(buffer);
    }

    private static bool TryStatus(SafeFileHandle directory, string name, out FileStatus status)
    {
        StatxBuffer buffer;
        var found = Libc.Statx(directory, name, Libc.AtSymlinkNoFollow, Libc.StatxBasic, &buffer) == 0;
        status = found ? FileStatus.From(buffer) : default;
        return found;
    }

    private static long SizeOfRegular(SafeFileHandle file, string path)
    {
        var status = StatusOf(file, "", path);
        if (status.Kind != FileKind.File)
        {
            file.Dispose();
            throw new UnixException(
                "open",
                path,
                status.Kind == FileKind.Directory ? Errno.EISDIR : Errno.ENXIO
            );
        }
        return status.Size;
    }

    private static FileStatus? MissingOrThrow(string operation, string path, Errno error) =>
        error is Errno.ENOENT or Errno.ENOTDIR ? null : throw new UnixException(operation, path, error);

    private static void Check(int result, string operation, string path)
    {
        if (result < 0)
        {
            throw UnixException.Last(operation, path);
        }
    }

    /// <summary>The C library's <c>makedev</c>.</summary>
    private static ulong MakeDevice(int major, int minor)
    {
        var (high, low) = ((ulong)(uint)major, (ulong)(uint)minor);
        return ((high & 0xFFFFF000) << 32)
            | ((high & 0xFFF) << 8)
            | ((low & 0xFFFFFF00) << 12)
            | (low & 0xFF);
    }
}
