using Bunraku.Model;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// Keeps what a file was before it changes: beside it when <c>backup</c> is an extension, else in a
/// filebucket of the machine, which <c>backup</c> names or whose folder it is.
/// </summary>
internal static class FileBackup
{
    private const string DefaultBucket = "puppet";

    public static void Take(Host host, WantedFile wanted, FileStatus status, ChangeSet changes)
    {
        if (wanted.Text("backup") is not { } backup || backup == "false")
        {
            return;
        }
        // Many files share a bucket.
        lock (host.Alone)
        {
            if (backup.StartsWith('.'))
            {
                Copy(host, wanted.Path, wanted.Path + backup, status);
            }
            else if (Folder(host, backup) is { } folder)
            {
                Keep(host, wanted.Path, folder, status, changes);
            }
        }
    }

    /// <summary>An image has no past worth keeping.</summary>
    private static string? Folder(Host host, string backup) =>
        host.Stage != Stage.Host ? null
        : FilePath.IsAbsolute(backup) ? backup
        : host.Bucket;

    private static void Keep(Host host, string path, string folder, FileStatus status, ChangeSet changes)
    {
        if (status.Kind == FileKind.Directory)
        {
            foreach (var entry in host.List(path))
            {
                Keep(host, entry.Path, folder, entry.Status, changes);
            }
        }
        else if (status.Kind == FileKind.File && FileBucket.Keep(host, path, folder) is { } sum)
        {
            changes.Log(LogLevel.Info, $"Filebucketed {path} to {DefaultBucket} with sum {sum}");
        }
    }

    /// <summary>A link is kept as what it leads to, a directory with all below it.</summary>
    private static void Copy(Host host, string path, string copy, FileStatus status)
    {
        if ((status.Kind == FileKind.Symlink ? host.Status(path) : status) is not { } behind)
        {
            return;
        }
        if (
            host.LinkStatus(copy) is { } earlier
            && (earlier.Kind != FileKind.File || earlier.Kind != behind.Kind)
        )
        {
            host.DeleteTree(copy);
        }
        if (behind.Kind == FileKind.Directory)
        {
            CopyDirectory(host, path, copy, behind);
        }
        else if (behind.Kind == FileKind.File)
        {
            CopyFile(host, path, copy, behind);
        }
    }

    private static void CopyDirectory(Host host, string path, string copy, FileStatus status)
    {
        host.CreateDirectory(copy, status.Permissions);
        host.SetOwner(copy, status.Uid, status.Gid);
        foreach (var entry in host.List(path))
        {
            var below = FilePath.Join(copy, entry.Name);
            switch (entry.Status.Kind)
            {
                case FileKind.Directory:
                    CopyDirectory(host, entry.Path, below, entry.Status);
                    break;
                case FileKind.Symlink:
                    host.CreateLink(below, host.ReadLink(entry.Path));
                    break;
                case FileKind.File:
                    CopyFile(host, entry.Path, below, entry.Status);
                    break;
            }
        }
    }

    private static void CopyFile(Host host, string path, string copy, FileStatus status)
    {
        using var input = host.OpenRead(path);
        host.WriteFile(
            copy,
            new FileWrite(input.CopyTo)
            {
                Permissions = status.Permissions,
                Uid = status.Uid,
                Gid = status.Gid,
            }
        );
    }
}
