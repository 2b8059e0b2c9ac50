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

    private static void Copy(Host host, string path, string copy, FileStatus status)
    {
        if (status.Kind == FileKind.Symlink)
        {
            host.DeleteTree(copy);
            host.CreateLink(copy, host.ReadLink(path));
        }
        else if (status.Kind == FileKind.File)
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
}
