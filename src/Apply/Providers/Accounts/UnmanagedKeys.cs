using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// The keys of an account's authorized_keys files that no resource of the catalog names, to be removed
/// (<c>purge_ssh_keys</c> of <c>user</c>).
/// </summary>
internal static class UnmanagedKeys
{
    public static IEnumerable<Resource> Of(Host host, Resource user, ManagedResources managed)
    {
        if (user.Text("purge_ssh_keys") is null or "false" || user.Text("ensure") == "absent")
        {
            return [];
        }
        var name = user.Text("name")!;
        var known = managed
            .OfType("ssh_authorized_key")
            .Select(key => key.Text("name") ?? key.Title)
            .ToHashSet();
        return
        [
            .. Files(host, user)
                .SelectMany(file => Names(host, file).Select(key => (File: file, Key: key)))
                .Where(found => !known.Contains(found.Key))
                .Select(found =>
                    GeneratedResources.Of(
                        user,
                        new("Ssh_authorized_key", found.Key),
                        new("name", found.Key),
                        new("user", name),
                        new("target", found.File),
                        new("ensure", "absent")
                    )
                ),
        ];
    }

    /// <summary>The names of the keys of a file; those without one are counted.</summary>
    private static IEnumerable<string> Names(Host host, string file)
    {
        var number = 0;
        foreach (var line in (host.ReadText(file) ?? "").Split('\n'))
        {
            if (AuthorizedKeys.Parse(line) is { } key)
            {
                yield return key.Name.Length > 0 ? key.Name : $"{file}:unnamed-{++number}";
            }
        }
    }

    private static IEnumerable<string> Files(Host host, Resource user)
    {
        var home = user.Text("home") ?? host.Accounts.Users.Find(user.Text("name")!)?.Home;
        if (home is null)
        {
            return [];
        }
        return user["purge_ssh_keys"] switch
        {
            ArrayValue list => list.Items.Select(item => Expand(item.ToString(), home)),
            { } one when one.ToString() == "true" => [home + "/.ssh/authorized_keys"],
            { } one => [Expand(one.ToString(), home)],
            null => [],
        };
    }

    private static string Expand(string path, string home) =>
        path.StartsWith("~/", StringComparison.Ordinal) ? home + path[1..]
        : path.StartsWith("%h/", StringComparison.Ordinal) ? home + path[2..]
        : path;
}
