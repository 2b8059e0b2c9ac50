using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>How accounts are observed, whichever way they are made.</summary>
internal abstract class UserProvider(string name) : Provider("user", name)
{
    public override Observed Observe(Host host, Resource desired)
    {
        var accounts = host.Accounts;
        if (accounts.Users.Find(NameOf(desired)) is not { } user)
        {
            return Observed.Absent;
        }
        var observed = new Observed
        {
            ["ensure"] = "present",
            ["uid"] = user.Uid,
            ["comment"] = user.Comment,
            ["home"] = user.Home,
            ["shell"] = user.Shell,
        };
        observed.Set(
            "gid",
            new Finding(user.Gid) { IsInSync = accounts.GroupId(desired.Text("gid") ?? "") == user.Gid }
        );
        observed.Set("groups", FindGroups(host, desired, [.. GroupNames(host, user.Name)]));
        if (accounts.Passwords.Find(user.Name) is { } password)
        {
            observed.Set("password", new Finding(password.Hash) { IsSecret = true });
            observed["password_min_age"] = password.LeastAge ?? -1;
            observed["password_max_age"] = password.GreatestAge ?? -1;
            observed["password_warn_days"] = password.WarnDays ?? -1;
            observed["expiry"] = password.Expiry is { } day ? DateOf(day) : "absent";
        }
        return observed;
    }

    public override IEnumerable<Resource> Instances(Host host) =>
        host.Accounts.Users.Rows.Select(user => new Resource(new ResourceReference("User", user.Name))
        {
            Parameters =
            [
                new("ensure", "present"),
                new("comment", user.Comment),
                new("gid", user.Gid),
                new("groups", List(GroupNames(host, user.Name))),
                new("home", user.Home),
                .. Passwords(host, user.Name),
                new("shell", user.Shell),
                new("uid", user.Uid),
            ],
        });

    private static IEnumerable<KeyValuePair<string, Value>> Passwords(Host host, string name)
    {
        if (host.Accounts.Passwords.Find(name) is not { } password)
        {
            yield break;
        }
        yield return new("expiry", password.Expiry is { } day ? DateOf(day) : "absent");
        yield return new("password", password.Hash);
        yield return new("password_max_age", password.GreatestAge ?? -1);
        yield return new("password_min_age", password.LeastAge ?? -1);
        yield return new("password_warn_days", password.WarnDays ?? -1);
    }

    private static IEnumerable<string> GroupNames(Host host, string user) =>
        host.Accounts.GroupsOf(user).Select(group => group.Name).Order(StringComparer.Ordinal);

    /// <summary>Keys that may log in and that the catalog does not name, with
    /// <c>purge_ssh_keys</c>.</summary>
    public override IEnumerable<Resource> Generate(Host host, Resource desired, ManagedResources managed) =>
        UnmanagedKeys.Of(host, desired, managed);

    /// <summary>The groups beside the primary one that the account shall have after the change.</summary>
    protected static SortedSet<string> GroupsAfter(Host host, Resource desired)
    {
        var groups = new SortedSet<string>(Groups(desired), StringComparer.Ordinal);
        if (desired.Text("membership") != "inclusive")
        {
            groups.UnionWith(host.Accounts.GroupsOf(NameOf(desired)).Select(group => group.Name));
        }
        return groups;
    }

    protected static IEnumerable<string> Groups(Resource desired) =>
        desired["groups"] is ArrayValue groups ? groups.Items.Select(item => item.ToString()) : [];

    /// <summary>Days since 1970, as shadow(5) counts.</summary>
    protected static int DayOf(string date) =>
        DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber - Epoch;

    private static int Epoch { get; } = new DateOnly(1970, 1, 1).DayNumber;

    private static string DateOf(int day) =>
        DateOnly.FromDayNumber(Epoch + day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Finding FindGroups(Host host, Resource desired, string[] groups)
    {
        var after = GroupsAfter(host, desired);
        var (before, wanted) = (string.Join(',', groups), string.Join(',', after));
        return new Finding(List(groups))
        {
            IsInSync = after.SetEquals(groups),
            Before = before,
            After = $"'{wanted}'",
            ReportedWanted = wanted,
            Sentence = () => $"groups changed {before} to {PropertyChange.Quote(List(after))}",
        };
    }

    private static ArrayValue List(IEnumerable<string> names) =>
        ArrayValue.Of(names.Select(name => (Value)name));
}
