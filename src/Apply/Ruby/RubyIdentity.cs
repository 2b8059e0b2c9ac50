using System.Collections.Immutable;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// Whom code acts as: the user of the run, or one that it has named for a while (<c>asuser</c>). Programs run
/// as that user; files are held against their modes here, as the kernel would do it.
/// </summary>
internal sealed record RubyIdentity(int Uid, int Gid, ImmutableArray<int> Groups)
{
    private const int Execute = 1;
    private const int Write = 2;

    /// <summary>The user of the run: root within an image's root.</summary>
    public static RubyIdentity Own(Host host)
    {
        if (host.Stage != Stage.Host || Environment.IsPrivilegedProcess)
        {
            return new(0, 0, []);
        }
        // The directory of a process belongs to its effective user: proc(5).
        var own = host.Status("/proc/self");
        return new(own?.Uid ?? 0, own?.Gid ?? 0, []);
    }

    /// <summary>A user of the host's, with the groups that name it.</summary>
    public static RubyIdentity Of(Host host, int uid, int gid)
    {
        var name = host.Accounts.Users.Find(uid)?.Name;
        var groups = host
            .Accounts.Groups.Rows.Where(group => name is not null && group.Members.Contains(name))
            .Select(group => group.Gid);
        return new(uid, gid, [.. groups.Append(gid).Distinct()]);
    }

    /// <summary>Whether it may do to a file what the bits say: 4 reads, 2 writes, 1 runs or enters.</summary>
    public bool May(FileStatus status, int bits)
    {
        var mode = status.Permissions;
        if (Uid == 0)
        {
            return (bits & Execute) == 0 || status.Kind == FileKind.Directory || (mode & 0b001_001_001) != 0;
        }
        var own =
            status.Uid == Uid ? mode >> 6
            : status.Gid == Gid || Groups.Contains(status.Gid) ? mode >> 3
            : mode;
        return (own & bits) == bits;
    }

    /// <summary>Whether a path may be used so, by its own mode and those of all folders above it.</summary>
    public bool May(Host host, string path, int bits) =>
        MayReach(host, path) && host.Status(path) is { } status && May(status, bits);

    /// <summary>Whether an entry may be made, renamed or removed.</summary>
    public bool MayChangeEntry(Host host, string path)
    {
        var parent = System.IO.Path.GetDirectoryName(path) ?? "/";
        return MayReach(host, path)
            && host.Status(parent) is { } status
            && May(status, Write | Execute)
            && (
                (status.Permissions & 0b1_000_000_000) == 0
                || Uid == 0
                || status.Uid == Uid
                || host.LinkStatus(path) is not { } entry
                || entry.Uid == Uid
            );
    }

    private bool MayReach(Host host, string path)
    {
        for (
            var folder = System.IO.Path.GetDirectoryName(path);
            folder is not null;
            folder = System.IO.Path.GetDirectoryName(folder)
        )
        {
            if (host.Status(folder) is { } status && !May(status, Execute))
            {
                return false;
            }
        }
        return true;
    }
}
