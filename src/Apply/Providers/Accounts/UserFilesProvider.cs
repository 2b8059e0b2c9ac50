using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// Accounts of an image, written into its files from outside: no program of the image runs, and the day of
/// the
/// last change is not today's, so that the same catalog gives the same bytes.
/// </summary>
internal sealed class UserFilesProvider() : UserProvider("files")
{
    private const string SkeletonFolder = "/etc/skel";

    public override bool IsSuitable(Host host, Facts facts) =>
        host.Stage != Stage.Host || !host.Exists("/usr/sbin/useradd");

    public override int Preference(Facts facts) => 5;

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        var texts = new AccountTexts(host);
        var name = NameOf(desired);
        if (changes.Removes)
        {
            Remove(host, desired, texts);
            return;
        }
        var accounts = host.Accounts;
        var present = accounts.Users.Find(name);
        var isSystem = desired.Text("system") == "true";
        var uid = desired.Text("uid") is { } wanted
            ? int.Parse(wanted, CultureInfo.InvariantCulture)
            : present?.Uid ?? AccountTexts.FreeUserId(accounts, isSystem);
        var gid = Group(host, desired, texts, present, uid, isSystem);
        var user = new Account(
            name,
            uid,
            gid,
            desired.Text("comment") ?? present?.Comment ?? "",
            desired.Text("home") ?? present?.Home ?? $"/home/{name}",
            desired.Text("shell") ?? present?.Shell ?? "/bin/sh"
        );
        texts.SetUser(user);
        SetPassword(host, desired, texts);
        SetGroups(host, desired, texts);
        if (present is null && desired.Text("managehome") == "true" && host.Status(user.Home) is null)
        {
            MakeHome(host, user);
        }
    }

    private static int Group(
        Host host,
        Resource desired,
        AccountTexts texts,
        Account? present,
        int uid,
        bool isSystem
    )
    {
        var accounts = host.Accounts;
        if (desired.Text("gid") is { } wanted)
        {
            return accounts.GroupId(wanted) ?? throw new HostException($"Could not find group {wanted}");
        }
        if (present is not null)
        {
            return present.Gid;
        }
        // useradd(8) on Debian: a group of the account's own name, with its number when that is free.
        if (accounts.Groups.Find(NameOf(desired)) is { } own)
        {
            return own.Gid;
        }
        var gid = accounts.Groups.Find(uid) is null ? uid : AccountTexts.FreeGroupId(accounts, isSystem);
        texts.SetGroup(new AccountGroup(NameOf(desired), gid, []));
        return gid;
    }

    private static void SetPassword(Host host, Resource desired, AccountTexts texts)
    {
        var name = NameOf(desired);
        var present =
            host.Accounts.Passwords.Find(name) ?? new AccountPassword(name, "!", null, 0, 99999, 7, null);
        texts.SetPassword(
            present with
            {
                Hash = desired.Text("password") ?? present.Hash,
                LeastAge = Number(desired, "password_min_age") ?? present.LeastAge,
                GreatestAge = Number(desired, "password_max_age") ?? present.GreatestAge,
                WarnDays = Number(desired, "password_warn_days") ?? present.WarnDays,
                Expiry = desired.Text("expiry") is { } expiry
                    ? (expiry == "absent" ? null : DayOf(expiry))
                    : present.Expiry,
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
        foreach (var missing in wanted.Where(group => host.Accounts.Groups.Find(group) is null))
        {
            throw new HostException($"Could not find group {missing}");
        }
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

    private static void MakeHome(Host host, Account user)
    {
        host.CreateDirectories(FilePath.Parent(user.Home));
        host.CreateDirectory(user.Home, 0b111_101_101);
        host.SetOwner(user.Home, user.Uid, user.Gid);
        foreach (var entry in host.Status(SkeletonFolder) is null ? [] : host.List(SkeletonFolder))
        {
            if (host.ReadBytes(entry.Path) is { } bytes)
            {
                host.WriteFile(
                    FilePath.Join(user.Home, entry.Name),
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

    private static void Remove(Host host, Resource desired, AccountTexts texts)
    {
        var name = NameOf(desired);
        var user = host.Accounts.Users.Find(name);
        foreach (var group in host.Accounts.GroupsOf(name).ToList())
        {
            texts.SetGroup(group with { Members = group.Members.Remove(name) });
        }
        if (host.Accounts.Groups.Find(name) is { Members.IsEmpty: true } own && own.Gid == user?.Gid)
        {
            texts.RemoveGroup(name);
        }
        texts.RemoveUser(name);
        if (desired.Text("managehome") == "true" && user is not null && user.Home.Length > 1)
        {
            host.DeleteTree(user.Home);
        }
    }

    private static int? Number(Resource desired, string attribute) =>
        desired.Text(attribute) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
