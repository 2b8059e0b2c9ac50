using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The operating system as its files tell it: <c>os-release</c>(5), Debian's and Red Hat's own files.</summary>
internal sealed class OsFact() : FactResolver("os")
{
    public override bool IsOfImages => true;

    public override Value? Resolve(Host host)
    {
        var release = OsRelease(host);
        var id = release.GetValueOrDefault("ID", "linux");
        var name = NameOf(id, release.GetValueOrDefault("NAME", "Linux"));
        var full = FullRelease(host, id, release.GetValueOrDefault("VERSION_ID", ""));
        var releaseFact = ReleaseOf(full);
        var os = new HashValue.Builder
        {
            ["name"] = name,
            ["family"] = FamilyOf(id, release.GetValueOrDefault("ID_LIKE", "")),
            ["release"] = releaseFact,
            ["architecture"] = Machine.DebianArchitecture(
                FamilyOf(id, release.GetValueOrDefault("ID_LIKE", ""))
            ),
            ["hardware"] = Machine.Hardware,
            ["distro"] = HashValue.Of(
                ("id", name),
                ("release", releaseFact),
                ("codename", release.GetValueOrDefault("VERSION_CODENAME", "")),
                ("description", release.GetValueOrDefault("PRETTY_NAME", name))
            ),
            ["selinux"] = HashValue.Of(
                ("enabled", host.Stage == Stage.Host && host.Exists("/sys/fs/selinux/enforce"))
            ),
        };
        return os.Build();
    }

    private static Dictionary<string, string> OsRelease(Host host)
    {
        var text = host.ReadText("/etc/os-release") ?? host.ReadText("/usr/lib/os-release") ?? "";
        return text.Split('\n')
            .Select(line => line.Split('=', 2))
            .Where(parts => parts.Length == 2)
            .GroupBy(parts => parts[0])
            .ToDictionary(group => group.Key, group => group.Last()[1].Trim().Trim('"', '\''));
    }

    private static string NameOf(string id, string name) =>
        id switch
        {
            "debian" => "Debian",
            "ubuntu" => "Ubuntu",
            "fedora" => "Fedora",
            "rhel" => "RedHat",
            "centos" => "CentOS",
            "rocky" => "Rocky",
            "almalinux" => "AlmaLinux",
            "alpine" => "Alpine",
            "arch" => "Archlinux",
            _ => name,
        };

    private static string FamilyOf(string id, string like) =>
        $" {id} {like} " switch
        {
            var names when names.Contains(" debian ", StringComparison.Ordinal) => "Debian",
            var names when names.Contains(" rhel ", StringComparison.Ordinal) => "RedHat",
            var names when names.Contains(" fedora ", StringComparison.Ordinal) => "RedHat",
            var names when names.Contains(" suse ", StringComparison.Ordinal) => "Suse",
            var names when names.Contains(" alpine ", StringComparison.Ordinal) => "Alpine",
            var names when names.Contains(" arch ", StringComparison.Ordinal) => "Archlinux",
            _ => "Linux",
        };

    /// <summary>Debian's point release stands in a file of its own; a testing release says a name there.</summary>
    private static string FullRelease(Host host, string id, string version)
    {
        var own = id == "debian" ? host.ReadText("/etc/debian_version")?.Trim() : null;
        return own is { Length: > 0 } && char.IsAsciiDigit(own[0]) ? own : version;
    }

    private static HashValue ReleaseOf(string full)
    {
        var parts = full.Split('.');
        return parts.Length > 1
            ? HashValue.Of(("full", full), ("major", parts[0]), ("minor", parts[1]))
            : HashValue.Of(("full", full), ("major", full));
    }
}
