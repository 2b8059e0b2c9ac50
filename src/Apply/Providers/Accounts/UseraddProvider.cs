using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// Accounts of a running machine through the shadow suite, which takes its locks and asks its hooks.
/// </summary>
internal sealed class UseraddProvider() : UserProvider("useradd")
{
    private const string Useradd = "/usr/sbin/useradd";
    private const string Usermod = "/usr/sbin/usermod";
    private const string Chage = "/usr/bin/chage";

    /// <summary>The attributes useradd itself takes, in the reference's order.</summary>
    private static readonly string[] Created = ["comment", "expiry", "gid", "groups", "home", "shell", "uid"];

    private static readonly string[] Ages = ["password_min_age", "password_max_age", "password_warn_days"];

    public override bool IsSuitable(Host host, Facts facts) =>
        host.Stage == Stage.Host && host.Exists(Useradd);

    public override int Preference(Facts facts) => 10;

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        var name = NameOf(desired);
        if (changes.Removes)
        {
            ImmutableArray<string> home = IsSet(desired, "managehome") ? ["-r"] : [];
            AccountTool.Run(host, $"Could not delete user {name}", ["/usr/sbin/userdel", .. home, name]);
        }
        else if (changes.Creates)
        {
            CheckShell(host, desired);
            AccountTool.Naming($"Could not create user {name}", () => Create(host, desired));
            if (desired["password"] is not null)
            {
                SetPassword(host, desired);
            }
        }
        else
        {
            changes.Each(change => Change(host, desired, change.Property));
        }
    }

    private static void Create(Host host, Resource desired)
    {
        var name = NameOf(desired);
        var hasOwnGroup = desired["gid"] is null && IsGroup(host, name);
        HostTool.Run(
            host,
            [
                Useradd,
                .. hasOwnGroup ? ["-g", name] : ImmutableArray<string>.Empty,
                .. Created.Where(property => IsGiven(desired, property)).SelectMany(p => Option(desired, p)),
                .. IsSet(desired, "allowdupe") ? ["-o"] : ImmutableArray<string>.Empty,
                IsSet(desired, "managehome") ? "-m" : "-M",
                .. IsSet(desired, "system") ? ["-r"] : ImmutableArray<string>.Empty,
                name,
            ]
        );
        var ages = Ages.Where(age => desired[age] is not null).SelectMany(age => Option(desired, age));
        if (ages.Any())
        {
            HostTool.Run(host, [Chage, .. ages, name]);
        }
    }

    private static void Change(Host host, Resource desired, string property)
    {
        var name = NameOf(desired);
        if (property == "password")
        {
            SetPassword(host, desired);
            return;
        }
        if (property == "shell")
        {
            CheckShell(host, desired);
        }
        var option = property switch
        {
            "groups" => ["-G", string.Join(',', GroupsAfter(host, desired))],
            "gid" => ["-g", GroupNumber(host, desired)],
            "uid" when IsSet(desired, "allowdupe") => [.. Option(desired, property), "-o"],
            _ => Option(desired, property),
        };
        AccountTool.Run(
            host,
            $"Could not set {property} on user[{name}]",
            [Ages.Contains(property) ? Chage : Usermod, .. option, name]
        );
    }

    private static ImmutableArray<string> Option(Resource desired, string property)
    {
        var value = desired.Text(property) ?? "";
        return property switch
        {
            "comment" => ["-c", value],
            "expiry" => ["-e", value == "absent" ? "" : value],
            "gid" => ["-g", value],
            "groups" => ["-G", string.Join(',', Groups(desired).Order(StringComparer.Ordinal))],
            "home" => ["-d", value],
            "password_max_age" => ["-M", value],
            "password_min_age" => ["-m", value],
            "password_warn_days" => ["-W", value],
            "shell" => ["-s", value],
            _ => ["-u", value],
        };
    }

    /// <summary>The hash goes through standard input, where no process list shows it.</summary>
    private static void SetPassword(Host host, Resource desired)
    {
        var request = HostTool.Request(host, ["/usr/sbin/chpasswd", "-e"]) with
        {
            Input = Unix.UnixText.Encode($"{NameOf(desired)}:{desired.Text("password")}\n"),
        };
        var result = host.Run(request);
        if (!result.Succeeded)
        {
            throw new HostException($"chpasswd said {result.Output.TrimEnd()}");
        }
    }

    private static void CheckShell(Host host, Resource desired)
    {
        if (desired.Text("shell") is not { } shell)
        {
            return;
        }
        var status = host.Status(shell) ?? throw new HostException($"Shell {shell} must exist");
        if ((status.Permissions & 0b001_001_001) == 0)
        {
            throw new HostException($"Shell {shell} must be executable");
        }
    }

    private static string GroupNumber(Host host, Resource desired) =>
        host.Accounts.GroupId(desired.Text("gid")!)?.ToString()
        ?? throw new HostException($"Could not find group(s) {desired.Text("gid")}");

    /// <summary>Whether a group has this name, or this number when it is one.</summary>
    private static bool IsGroup(Host host, string name)
    {
        var groups = host.Accounts.Groups;
        return (int.TryParse(name, out var number) ? groups.Find(number) : groups.Find(name)) is not null;
    }

    private static bool IsGiven(Resource desired, string property) =>
        desired[property] is not (null or ArrayValue { Count: 0 } or StringValue { Text: "" });

    private static bool IsSet(Resource desired, string attribute) => desired.Text(attribute) == "true";
}
