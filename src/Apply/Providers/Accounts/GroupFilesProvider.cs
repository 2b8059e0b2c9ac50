using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Groups of an image, written into its files from outside.</summary>
internal sealed class GroupFilesProvider() : GroupProvider("files")
{
    public override bool IsSuitable(Host host, Facts facts) =>
        host.Stage != Stage.Host || !host.Exists("/usr/sbin/groupadd");

    public override int Preference(Facts facts) => 5;

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        var name = NameOf(desired);
        if (changes.Removes)
        {
            AccountTool.Naming($"Could not delete group {name}", () => Remove(host, name));
        }
        else
        {
            var failure = changes.Creates
                ? $"Could not create group {name}"
                : $"Could not modify group {name}";
            AccountTool.Naming(failure, () => Set(host, desired));
        }
    }

    private static void Remove(Host host, string name)
    {
        var accounts = host.Accounts;
        var gid = accounts.Groups.Find(name)?.Gid;
        if (accounts.Users.Rows.FirstOrDefault(user => user.Gid == gid) is { } user)
        {
            throw new HostException($"cannot remove the primary group of user '{user.Name}'");
        }
        new AccountTexts(host).RemoveGroup(name);
    }

    private static void Set(Host host, Resource desired)
    {
        var texts = new AccountTexts(host);
        var accounts = host.Accounts;
        var present = accounts.Groups.Find(NameOf(desired));
        var isSystem = desired.Text("system") == "true";
        var gid =
            AccountTexts.Id(desired["gid"], "group")
            ?? present?.Gid
            ?? LoginDefinitions.Next(
                new LoginDefinitions(host).Gids(isSystem),
                accounts.Groups.Rows.Select(group => group.Gid),
                isSystem
            );
        var moves = gid != present?.Gid;
        if (moves && desired.Text("allowdupe") != "true" && accounts.Groups.Find(gid) is not null)
        {
            throw new HostException($"GID '{gid}' already exists");
        }
        texts.SetGroup(new AccountGroup(NameOf(desired), gid, [.. MembersAfter(present, desired)]));
        // groupmod(8): accounts follow their primary group to its new number.
        foreach (var user in accounts.Users.Rows.Where(user => moves && user.Gid == present?.Gid))
        {
            texts.SetUser(user with { Gid = gid });
        }
    }
}
