using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Groups of a running machine through the shadow suite.</summary>
internal sealed class GroupaddProvider() : GroupProvider("groupadd")
{
    private const string Groupadd = "/usr/sbin/groupadd";

    public override bool IsSuitable(Host host, Facts facts) =>
        host.Stage == Stage.Host && host.Exists(Groupadd);

    public override int Preference(Facts facts) => 10;

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        var name = NameOf(desired);
        ImmutableArray<string> number = desired.Text("gid") is { } gid ? ["-g", gid] : [];
        ImmutableArray<string> twice = desired.Text("allowdupe") == "true" ? ["-o"] : [];
        ImmutableArray<string> system = desired.Text("system") == "true" ? ["-r"] : [];
        if (changes.Removes)
        {
            AccountTool.Run(host, $"Could not delete group {name}", "/usr/sbin/groupdel", name);
        }
        else if (changes.Creates)
        {
            AccountTool.Run(
                host,
                $"Could not create group {name}",
                [Groupadd, .. number, .. twice, .. system, name]
            );
            if (desired["members"] is not null)
            {
                SetMembers(host, desired);
            }
        }
        else
        {
            changes.Each(change =>
            {
                if (change.Property == "members")
                {
                    SetMembers(host, desired);
                    return;
                }
                AccountTool.Run(
                    host,
                    $"Could not set gid on group[{name}]",
                    ["/usr/sbin/groupmod", .. number, .. twice, name]
                );
            });
        }
    }

    private static void SetMembers(Host host, Resource desired)
    {
        var name = NameOf(desired);
        var members = string.Join(',', MembersAfter(host.Accounts.Groups.Find(name), desired));
        AccountTool.Run(
            host,
            $"Could not set members on group[{name}]",
            "/usr/bin/gpasswd",
            "-M",
            members,
            name
        );
    }
}
