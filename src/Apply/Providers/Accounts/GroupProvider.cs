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
        var members = MembersAfter(group, desired);
        observed.Set(
            "members",
            new Finding(ArrayValue.Of(group.Members.Select(member => (Value)member)))
            {
                IsInSync = members.SetEquals(group.Members),
                Before = string.Join(',', group.Members),
                After = string.Join(',', members),
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
        var members = new SortedSet<string>(StringComparer.Ordinal);
        if (desired["members"] is ArrayValue wanted)
        {
            members.UnionWith(wanted.Items.SelectMany(item => item.ToString().Split(',')));
        }
        if (desired["members"] is null || desired.Text("auth_membership") != "true")
        {
            members.UnionWith(group?.Members ?? []);
        }
        return members;
    }
}
