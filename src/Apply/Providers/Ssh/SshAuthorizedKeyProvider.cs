using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// Keys that may log in to an account. The file is the account's own: it belongs to it, and is never written
/// through a folder of somebody else.
/// </summary>
internal sealed class SshAuthorizedKeyProvider() : RecordFileProvider("ssh_authorized_key", "parsed", "")
{
    private const string Unnamed = ":unnamed-";
    private const int OwnFile = 0b110_000_000;
    private const int OwnDirectory = 0b111_000_000;
    private const int OthersWrite = 0b000_010_010;

    protected override ImmutableArray<string> Fields { get; } = ["type", "key", "options"];

    protected override FileRecord? Parse(string line) => AuthorizedKeys.Parse(line);

    protected override string Print(FileRecord record) =>
        AuthorizedKeys.Print(
            record.Name.Contains(Unnamed, StringComparison.Ordinal) ? record with { Name = "" } : record
        );

    protected override string FileOf(Host host, Resource desired) =>
        desired.Text("target") is { } target && target != "absent" ? target
        : host.Accounts.Users.Find(UserOf(desired)) is { } user ? $"{user.Home}/.ssh/authorized_keys"
        : "";

    /// <summary>A key without a name goes by its file and its number among those without.</summary>
    protected override List<FileRecord> Number(List<FileRecord> lines, string path)
    {
        var number = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i] is { IsRecord: true, Name: "" } unnamed)
            {
                lines[i] = unnamed with { Name = $"{path}{Unnamed}{++number}" };
            }
        }
        return lines;
    }

    protected override Finding Find(FileRecord record, string field, Resource desired)
    {
        var found = base.Find(record, field, desired);
        if (field != "options")
        {
            return found;
        }
        var wanted = new FileRecord().With(field, desired[field] ?? "absent").Items(field);
        return found with
        {
            IsInSync = wanted.SequenceEqual(record.Items(field)),
            Value = record[field] is null ? FileRecord.List(["absent"]) : found.Value,
            Becomes = wanted.IsEmpty ? new StringValue("absent") : null,
        };
    }

    protected override FileRecord Merge(FileRecord? present, Resource desired) =>
        base.Merge(present, desired).With("options", desired["options"]);

    protected override void Write(Host host, Resource desired, string path, string text)
    {
        var name = UserOf(desired);
        if (name.Length == 0)
        {
            throw new HostException("Cannot write SSH authorized keys without user");
        }
        var user = host.Accounts.Users.Find(name) ?? throw new HostException($"User '{name}' does not exist");
        var folder = FilePath.Parent(path);
        if (desired.Text("drop_privileges") == "false")
        {
            if (!IsTrusted(host, folder))
            {
                throw new HostException("drop_privileges is false but the target path is not trusted");
            }
        }
        else if (host.Status(folder) is not { } there)
        {
            CreateAs(host, folder, user);
        }
        else if (!MayWrite(there, user))
        {
            throw new HostException(
                $"Puppet::Util::FileType::FileTypeFlat could not write {path}: "
                    + $"Permission denied @ rb_sysopen - {path}"
            );
        }
        FileBucket.KeepOnce(host, path);
        host.WriteFile(
            path,
            FileWrite.Of(Unix.UnixText.Encode(text)) with
            {
                Permissions = OwnFile,
                Uid = user.Uid,
                Gid = user.Gid,
            }
        );
    }

    /// <summary>Makes the folder where the account itself could.</summary>
    private static void CreateAs(Host host, string folder, Account user)
    {
        if (host.Status(FilePath.Parent(folder)) is not { } above)
        {
            throw new HostException($"No such file or directory @ dir_s_mkdir - {folder}");
        }
        if (!MayWrite(above, user))
        {
            throw new HostException($"Permission denied @ dir_s_mkdir - {folder}");
        }
        host.CreateDirectory(folder, OwnDirectory);
        host.SetOwner(folder, user.Uid, user.Gid);
    }

    /// <summary>
    /// Whether nobody but root can put anything in the way, up to the folder below the root.
    /// </summary>
    private static bool IsTrusted(Host host, string folder)
    {
        if (host.Status(folder) is null)
        {
            return false;
        }
        for (var path = folder; path != "/" && FilePath.Parent(path) != "/"; path = FilePath.Parent(path))
        {
            if (host.Status(path) is not { Uid: 0 } status || (status.Permissions & OthersWrite) != 0)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Whether the account itself could write there; that keeps links of its own from leading
    /// us.</summary>
    private static bool MayWrite(Unix.FileStatus folder, Account user) =>
        user.Uid == 0
        || folder.Uid == user.Uid
        || (folder.Gid == user.Gid && (folder.Permissions & 0b010_000) != 0)
        || (folder.Permissions & 0b010) != 0;

    private static string UserOf(Resource desired) => desired.Text("user") ?? "";
}
