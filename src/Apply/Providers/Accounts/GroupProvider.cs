using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>How groups are observed, whichever way they are made.</summary>
internal abstract class GroupProvider(string name) : Provider("group", name)
{
    public override Observed Observe(Host host, Resource desired)
    {
        if (host.Accounts.Groups.Find(NameOf(desired)) is not { } group)
        {
            return Observed.Absent;
        }
        var observed = new Observed { ["ensure"] = "present", ["gid"] = group.Gid };
        observed.Set(
            "members",
            new Finding(ArrayValue.Of(group.Members.Select(member => (Value)member)))
            {
                IsInSync = MembersAfter(group, desired).SetEquals(group.Members),
            }
        );
        return observed;
    }

    public override IEnumerable<Resource> Instances(Host host) =>
        host.Accounts.Groups.Rows.Select(group => new Resource(new ResourceReference("Group", group.Name))
        {
            Parameters = [new("ensure", "present"), new("gid", group.Gid)],
        });

    /// <summary>
    /// The members the group shall have; without <c>auth_membership</c> the present ones stay.
    /// </summary>
    protected static SortedSet<string> MembersAfter(AccountGroup? group, Resource desired)
    {
        var wanted = desired["members"] switch
        {
            ArrayValue array => array.Items.Select(item => item.ToString()),
            { } value => value.ToString().Split(','),
            null => group?.Members ?? [],
        };
        var members = new SortedSet<string>(wanted, StringComparer.Ordinal);
        if (desired.Text("auth_membership") != "true")
        {
            members.UnionWith(group?.Members ?? []);
        }
        return members;
    }
}

/// <summary>Groups of a running machine through the shadow suite.</summary>
internal sealed class GroupaddProvider() : GroupProvider("groupadd")
{
    public override bool IsSuitable(Host host, Facts facts) =>
        host.Stage == Stage.Host && host.Exists("/usr/sbin/groupadd");

    public override int Preference(Facts facts) => 10;

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        var name = NameOf(desired);
        if (changes.Removes)
        {
            HostTool.Run(host, "groupdel", name);
            return;
        }
        var number = desired.Text("gid") is { } gid ? ["-g", gid] : ImmutableArray<string>.Empty;
        ImmutableArray<string> twice = desired.Text("allowdupe") == "true" ? ["-o"] : [];
        if (changes.Creates)
        {
            HostTool.Run(
                host,
                [
                    "groupadd",
                    .. number,
                    .. twice,
                    .. desired.Text("system") == "true" ? ["-r"] : ImmutableArray<string>.Empty,
                    name,
                ]
            );
        }
        else if (changes.Contains("gid"))
        {
            HostTool.Run(host, ["groupmod", .. number, .. twice, name]);
        }
        if (desired["members"] is not null)
        {
            var members = MembersAfter(host.Accounts.Groups.Find(name), desired);
            HostTool.Run(host, "gpasswd", "-M", string.Join(',', members), name);
        }
    }
}

/// <summary>Groups of an image, written into its files from outside.</summary>
internal sealed class GroupFilesProvider() : GroupProvider("files")
{
    public override bool IsSuitable(Host host, Facts facts) =>
        host.Stage != Stage.Host || !host.Exists("/usr/sbin/groupadd");

    public override int Preference(Facts facts) => 5;

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        var texts = new AccountTexts(host);
        if (changes.Removes)
        {
            texts.RemoveGroup(NameOf(desired));
            return;
        }
        var present = host.Accounts.Groups.Find(NameOf(desired));
        var gid = desired.Text("gid") is { } wanted
            ? int.Parse(wanted, CultureInfo.InvariantCulture)
            : present?.Gid ?? AccountTexts.FreeGroupId(host.Accounts, desired.Text("system") == "true");
        texts.SetGroup(new AccountGroup(NameOf(desired), gid, [.. MembersAfter(present, desired)]));
    }
}
