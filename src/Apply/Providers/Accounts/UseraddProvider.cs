using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// Accounts of a running machine through the shadow suite, which takes its locks and asks its hooks.
/// </summary>
internal sealed class UseraddProvider() : UserProvider("useradd")
{
    public override bool IsSuitable(Host host, Facts facts) =>
        host.Stage == Stage.Host && host.Exists("/usr/sbin/useradd");

    public override int Preference(Facts facts) => 10;

    public override void Enforce(Host host, Resource desired, ChangeSet changes)
    {
        var name = NameOf(desired);
        if (changes.Removes)
        {
            HostTool.Run(
                host,
                [
                    "userdel",
                    .. desired.Text("managehome") == "true" ? ["-r"] : ImmutableArray<string>.Empty,
                    name,
                ]
            );
            return;
        }
        if (changes.Creates)
        {
            HostTool.Run(host, ["useradd", .. CreateOptions(desired), name]);
            SetPassword(host, desired);
            return;
        }
        changes.Each(change =>
        {
            switch (change.Property)
            {
                case "password" or "password_min_age" or "password_max_age" or "password_warn_days":
                    SetPassword(host, desired);
                    break;
                case "groups":
                    HostTool.Run(host, "usermod", "-G", string.Join(',', GroupsAfter(host, desired)), name);
                    break;
                default:
                    HostTool.Run(host, ["usermod", .. Option(change.Property, desired), name]);
                    break;
            }
        });
    }

    private static IEnumerable<string> CreateOptions(Resource desired)
    {
        foreach (var property in new[] { "comment", "expiry", "gid", "home", "shell", "uid" })
        {
            foreach (var word in desired[property] is null ? [] : Option(property, desired))
            {
                yield return word;
            }
        }
        if (Groups(desired).ToList() is { Count: > 0 } groups)
        {
            yield return "-G";
            yield return string.Join(',', groups);
        }
        yield return desired.Text("managehome") == "true" ? "-m" : "-M";
        if (desired.Text("system") == "true")
        {
            yield return "-r";
        }
    }

    private static string[] Option(string property, Resource desired)
    {
        var value = desired.Text(property) ?? "";
        return property switch
        {
            "comment" => ["-c", value],
            "expiry" => ["-e", value == "absent" ? "" : value],
            "gid" => ["-g", value],
            "home" => desired.Text("managehome") == "true" ? ["-d", value, "-m"] : ["-d", value],
            "shell" => ["-s", value],
            _ => desired.Text("allowdupe") == "true" ? ["-u", value, "-o"] : ["-u", value],
        };
    }

    /// <summary>The hash goes through standard input, where no process list shows it.</summary>
    private static void SetPassword(Host host, Resource desired)
    {
        var name = NameOf(desired);
        if (desired.Text("password") is { } hash)
        {
            var request = HostTool.Request(host, ["chpasswd", "-e"]) with
            {
                Input = System.Text.Encoding.UTF8.GetBytes($"{name}:{hash}\n"),
            };
            var result = host.Run(request);
            if (!result.Succeeded)
            {
                throw HostTool.Failure(result, ["chpasswd", "-e"]);
            }
        }
        var ages = new[]
        {
            ("password_min_age", "-m"),
            ("password_max_age", "-M"),
            ("password_warn_days", "-W"),
        }
            .Where(age => desired[age.Item1] is not null)
            .SelectMany(age => new[] { age.Item2, desired.Text(age.Item1)! })
            .ToList();
        if (ages.Count > 0)
        {
            HostTool.Run(host, ["chage", .. ages, name]);
        }
    }
}
