using System.Globalization;
using Bunraku.Model;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>What a file is found to have, by property, for those that are audited.</summary>
internal static class FileAudit
{
    public static Value? Of(Host host, WantedFile wanted, string property)
    {
        if (wanted.Status(host) is not { } status)
        {
            return "absent";
        }
        return property switch
        {
            "ensure" => Ensured(status),
            "type" => TypeOf(status),
            "owner" => status.Uid,
            "group" => status.Gid,
            "mode" => FilePermissions.Octal(status.Permissions),
            "mtime" => Moment(status.Modified),
            "ctime" => Moment(status.Changed),
            "target" => status.Kind == FileKind.Symlink ? host.ReadLink(wanted.Path) : "notlink",
            "content" when status.Kind == FileKind.File => Digest(host, wanted.Path),
            _ => null,
        };
    }

    private static string Ensured(FileStatus status) =>
        status.Kind == FileKind.Symlink ? "link" : TypeOf(status);

    private static string TypeOf(FileStatus status) =>
        status.Kind switch
        {
            FileKind.File => "file",
            FileKind.Directory => "directory",
            FileKind.Symlink => "link",
            FileKind.Fifo => "fifo",
            FileKind.Socket => "socket",
            FileKind.BlockDevice => "blockSpecial",
            _ => "characterSpecial",
        };

    private static TimestampValue Moment(UnixTime time) =>
        new((Int128)time.Seconds * 1_000_000_000 + time.Nanoseconds);

    private static string Digest(Host host, string path)
    {
        using var stream = host.OpenRead(path);
        return string.Create(CultureInfo.InvariantCulture, $"{{sha256}}{FileChecksum.Of("sha256", stream)}");
    }
}
