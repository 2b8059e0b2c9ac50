using Bunraku.Model;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// Keeps a copy of a file beside it before it changes, when <c>backup</c> is an extension. Other values name
/// a
/// filebucket, of which there is none here.
/// </summary>
internal static class FileBackup
{
    public static void Take(Host host, WantedFile wanted, FileStatus status)
    {
        if (wanted.Text("backup") is not { } extension || !extension.StartsWith('.'))
        {
            return;
        }
        var copy = wanted.Path + extension;
        if (status.Kind == FileKind.Symlink)
        {
            host.DeleteTree(copy);
            host.CreateLink(copy, host.ReadLink(wanted.Path));
        }
        else if (status.Kind == FileKind.File)
        {
            using var input = host.OpenRead(wanted.Path);
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
