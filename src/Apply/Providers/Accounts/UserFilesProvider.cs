using Bunraku.Model;
using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>
/// Accounts of an image, written into its files from outside: no program of the image runs, and the day of
/// the last change is left empty, so that the same catalog gives the same bytes on every day.
/// </summary>
internal sealed class UserFilesProvider() : UserProvider("files")
{
    private const string SkeletonFolder = "/etc/skel";

    public override bool IsSuitable(Host host, Facts facts) =>
        host.Stage != Stage.Host || !host.Exists("/usr/sbin/useradd");

    public override int Preference(Facts facts) => 5;

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        var name = NameOf(desired);
        if (changes.Removes)
        {
            AccountTool.Naming($"Could not delete user {name}", () => Remove(host, desired));
        }
        else
        {
            var failure = changes.Creates ? $"Could not create user {name}" : $"Could not modify user {name}";
            AccountTool.Naming(failure, () => Set(host, desired));
        }
    }

    private static void Set(Host host, Resource desired)
    {
        var texts = new AccountTexts(host);
        var definitions = new LoginDefinitions(host);
        var name = NameOf(desired);
        var present = host.Accounts.Users.Find(name);
        var isSystem = desired.Text("system") == "true";
        var uid = UserId(host, desired, definitions, present, isSystem);
        var gid = GroupId(host, desired, present);
        foreach (var missing in Groups(desired).Where(group => host.Accounts.Groups.Find(group) is null))
        {
            throw new HostException($"group '{missing}' does not exist");
        }
        var ownGroup = gid is null
            ? new AccountGroup(name, OwnGroupId(host, definitions, uid, isSystem), [])
            : null;
        var user = new Account(
            name,
            uid,
            gid ?? ownGroup!.Gid,
            desired.Text("comment") ?? present?.Comment ?? "",
            desired.Text("home") ?? present?.Home ?? FilePath.Join(definitions.HomeFolder, name),
            desired.Text("shell") ?? present?.Shell ?? definitions.Shell
        );
        texts.SetUser(user);
        if (ownGroup is not null)
        {
            texts.SetGroup(ownGroup);
        }
        SetPassword(host, desired, texts, definitions);
        SetGroups(host, desired, texts);
        if (present is null && desired.Text("managehome") == "true" && host.LinkStatus(user.Home) is null)
        {
            host.CreateDirectories(FilePath.Parent(user.Home));
            CopySkeleton(host, user, SkeletonFolder, user.Home, definitions.HomePermissions);
        }
    }

    private static int UserId(
        Host host,
        Resource desired,
        LoginDefinitions definitions,
        Account? present,
        bool isSystem
    )
    {
        var users = host.Accounts.Users;
        if (AccountTexts.Id(desired["uid"], "user") is not { } wanted)
        {
            return present?.Uid
                ?? LoginDefinitions.Next(
                    definitions.Uids(isSystem),
                    users.Rows.Select(user => user.Uid),
                    isSystem
                );
        }
        var isTaken = wanted != present?.Uid && users.Find(wanted) is not null;
        return !isTaken || desired.Text("allowdupe") == "true"
            ? wanted
            : throw new HostException($"UID '{wanted}' already exists");
    }

    /// <summary>The primary group; null when the account shall get its own, as useradd(8) makes it.</summary>
    private static int? GroupId(Host host, Resource desired, Account? present)
    {
        var groups = host.Accounts.Groups;
        if (desired["gid"] is not { } wanted)
        {
            return present?.Gid ?? groups.Find(NameOf(desired))?.Gid;
        }
        var group = wanted is StringValue name
            ? groups.Find(name.Text)
            : groups.Find(AccountTexts.Id(wanted, "group")!.Value);
        return group?.Gid ?? throw new HostException($"group '{wanted}' does not exist");
    }

    /// <summary>The number of the account itself when that is free and in the range, else the next.</summary>
    private static int OwnGroupId(Host host, LoginDefinitions definitions, int uid, bool isSystem)
    {
        var groups = host.Accounts.Groups;
        var range = definitions.Gids(isSystem);
        return uid >= range.First && uid <= range.Last && groups.Find(uid) is null
            ? uid
            : LoginDefinitions.Next(range, groups.Rows.Select(group => group.Gid), isSystem);
    }

    private static void SetPassword(
        Host host,
        Resource desired,
        AccountTexts texts,
        LoginDefinitions definitions
    )
    {
        var name = NameOf(desired);
        var ages = desired.Text("system") == "true" ? null : definitions;
        var present =
            host.Accounts.Passwords.Find(name)
            ?? new AccountPassword(
                name,
                "!",
                null,
                ages?.LeastAge,
                ages?.GreatestAge,
                ages?.WarnDays,
                Expiry: null
            );
        texts.SetPassword(
            present with
            {
                Hash = desired.Text("password") ?? present.Hash,
                LeastAge = Days(desired, "password_min_age") ?? present.LeastAge,
                GreatestAge = Days(desired, "password_max_age") ?? present.GreatestAge,
                WarnDays = Days(desired, "password_warn_days") ?? present.WarnDays,
                Expiry = desired.Text("expiry") switch
                {
                    null => present.Expiry,
                    "absent" => null,
                    var date => DayOf(date),
                },
            }
        );
    }

    private static void SetGroups(Host host, Resource desired, AccountTexts texts)
    {
        if (desired["groups"] is null)
        {
            return;
        }
        var name = NameOf(desired);
        var wanted = GroupsAfter(host, desired);
        foreach (var group in host.Accounts.Groups.Rows)
        {
            var isMember = group.Members.Contains(name);
            if (wanted.Contains(group.Name) && !isMember)
            {
                texts.SetGroup(group with { Members = group.Members.Add(name) });
            }
            else if (!wanted.Contains(group.Name) && isMember)
            {
                texts.SetGroup(group with { Members = group.Members.Remove(name) });
            }
        }
    }

    /// <summary>Makes a directory of the home and fills it with what the skeleton has there.</summary>
    private static void CopySkeleton(Host host, Account user, string from, string to, int permissions)
    {
        host.CreateDirectory(to, permissions);
        host.SetOwner(to, user.Uid, user.Gid);
        foreach (var entry in host.Status(from) is { Kind: FileKind.Directory } ? host.List(from) : [])
        {
            var path = FilePath.Join(to, FilePath.Name(entry.Path));
            if (entry.Status.Kind == FileKind.Directory)
            {
                CopySkeleton(host, user, entry.Path, path, entry.Status.Permissions);
            }
            else if (entry.Status.Kind == FileKind.Symlink)
            {
                host.CreateLink(path, host.ReadLink(entry.Path));
                host.SetOwner(path, user.Uid, user.Gid);
            }
            else if (host.ReadBytes(entry.Path) is { } bytes)
            {
                host.WriteFile(
                    path,
                    FileWrite.Of(bytes) with
                    {
                        Uid = user.Uid,
                        Gid = user.Gid,
                        Permissions = entry.Status.Permissions,
                    }
                );
            }
        }
    }

    private static void Remove(Host host, Resource desired)
    {
        var texts = new AccountTexts(host);
        var name = NameOf(desired);
        var user = host.Accounts.Users.Find(name);
        foreach (var group in host.Accounts.GroupsOf(name).ToList())
        {
            texts.SetGroup(group with { Members = group.Members.Remove(name) });
        }
        texts.RemoveUser(name);
        if (
            host.Accounts.Groups.Find(name) is { Members.IsEmpty: true } own
            && own.Gid == user?.Gid
            && host.Accounts.Users.Rows.All(other => other.Gid != own.Gid)
        )
        {
            texts.RemoveGroup(name);
        }
        // userdel(8): a home that belongs to somebody else stays.
        if (
            desired.Text("managehome") == "true"
            && user is not null
            && host.LinkStatus(user.Home) is { Kind: FileKind.Directory } home
            && home.Uid == user.Uid
            && FilePath.Normalize(user.Home) != "/"
        )
        {
            host.DeleteTree(user.Home);
        }
    }

    private static int? Days(Resource desired, string attribute) =>
        desired[attribute] is IntegerValue days ? (int)days.Number : null;
}
