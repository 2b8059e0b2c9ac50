using System.Text.RegularExpressions;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// The operating system as its files tell it: os-release(5), Debian's, Alpine's and Red Hat's own files.
/// </summary>
internal sealed partial class OsFact() : FactResolver("os")
{
    /// <summary>Families by what a member's identifier contains; the first that fits.</summary>
    private static readonly (string Family, string[] Members)[] Families =
    [
        (
            "RedHat",
            [
                "redhat",
                "rhel",
                "fedora",
                "centos",
                "scientific",
                "ascendos",
                "cloudlinux",
                "psbm",
                "oraclelinux",
                "ovs",
                "oel",
                "amazon",
                "xenserver",
                "xcp-ng",
                "virtuozzo",
                "photon",
                "mariner",
            ]
        ),
        ("Debian", ["debian", "ubuntu", "huaweios", "linuxmint", "devuan", "kde"]),
        ("Suse", ["sles", "sled", "suse"]),
        ("Gentoo", ["gentoo"]),
        ("Archlinux", ["arch", "manjaro"]),
        ("Mandrake", ["mandrake", "mandriva", "mageia"]),
    ];

    public override bool IsOfImages => true;

    public override Value? Resolve(Host host)
    {
        var release = OsRelease(host);
        var id = release.GetValueOrDefault("ID", "linux");
        var family = FamilyOf(release.GetValueOrDefault("ID_LIKE", id));
        var redHat = family == "RedHat" ? host.Try("/etc/redhat-release")?.Trim() : null;
        var version = ReleaseOf(host, id, redHat, release.GetValueOrDefault("VERSION_ID"));
        var os = new HashValue.Builder { ["architecture"] = Machine.DebianArchitecture(family) };
        if (redHat is not null)
        {
            os["distro"] = RedHatDistro(redHat, version);
        }
        else if (family == "Debian")
        {
            os["distro"] = DebianDistro(release, id, version);
        }
        os["family"] = family;
        os["hardware"] = Machine.Hardware;
        os["name"] = NameOf(release.GetValueOrDefault("NAME", "Linux"));
        if (version is not null)
        {
            os["release"] = version;
        }
        os["selinux"] = Selinux.Describe(host);
        return os.Build();
    }

    private static Dictionary<string, string> OsRelease(Host host)
    {
        var text = host.Try("/etc/os-release") ?? host.Try("/usr/lib/os-release") ?? "";
        return text.Split('\n')
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('=', 2))
            .Where(parts => parts.Length == 2)
            .GroupBy(parts => parts[0])
            .ToDictionary(group => group.Key, group => group.Last()[1].Trim().Trim('"', '\''));
    }

    /// <summary>The name's first word; of some makers two words joined.</summary>
    private static string NameOf(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] joined = ["red", "oracle", "arch", "manjaro"];
        if (!joined.Any(start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase)))
        {
            return words.FirstOrDefault("Linux");
        }
        var both = string.Concat(words.Take(2));
        return char.ToLowerInvariant(both[0]) is 'a' or 'm' ? Capitalize(both) : both;
    }

    private static string FamilyOf(string like)
    {
        foreach (var (family, members) in Families)
        {
            if (members.Any(member => like.Contains(member, StringComparison.OrdinalIgnoreCase)))
            {
                return family;
            }
        }
        return Capitalize(like);
    }

    /// <summary>
    /// The point release stands in the maker's own file. Ubuntu's two numbers are one; whose release nobody
    /// divides has no smaller part.
    /// </summary>
    private static HashValue? ReleaseOf(Host host, string id, string? redHat, string? version)
    {
        if (id is "debian" or "devuan")
        {
            return host.Try($"/etc/{id}_version")?.Trim() is { } own ? Divide(own) : null;
        }
        if (id == "alpine")
        {
            return (host.Try("/etc/alpine-release")?.Trim() ?? version) is { } own ? Divide(own) : null;
        }
        if (redHat is not null && RedHatVersion().Match(redHat) is { Success: true } match)
        {
            return Divide(match.Groups[1].Value);
        }
        if (version is null)
        {
            return null;
        }
        var full = version.Contains('.') ? version : version + ".0";
        return HashValue.Of(("full", full), ("major", full));
    }

    private static HashValue Divide(string full)
    {
        var parts = full.Split('.');
        return parts.Length == 1
            ? HashValue.Of(("full", full), ("major", full))
            : HashValue.Of(
                ("full", full),
                ("major", parts[0]),
                ("minor", LeadingZero().Replace(parts[1], "$1"))
            );
    }

    private static HashValue DebianDistro(Dictionary<string, string> release, string id, HashValue? version)
    {
        var distro = new HashValue.Builder();
        var codename = release.GetValueOrDefault("VERSION_CODENAME");
        codename ??= InBrackets().Match(release.GetValueOrDefault("VERSION", "")) is { Success: true } match
            ? match.Groups[1].Value
            : null;
        if (codename is not null)
        {
            distro["codename"] = codename;
        }
        distro["description"] = release.GetValueOrDefault("PRETTY_NAME", id);
        distro["id"] = Capitalize(id);
        if (version is not null)
        {
            distro["release"] = version;
        }
        return distro.Build();
    }

    private static HashValue RedHatDistro(string line, HashValue? version)
    {
        var distro = new HashValue.Builder();
        if (InBrackets().Match(line) is { Success: true } codename)
        {
            distro["codename"] = codename.Groups[1].Value;
        }
        distro["description"] = line;
        distro["id"] = string.Concat(
            line.Split("release")[0]
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Where(word => !word.Equals("linux", StringComparison.OrdinalIgnoreCase))
        );
        if (version is not null)
        {
            distro["release"] = version;
        }
        return distro.Build();
    }

    private static string Capitalize(string text) =>
        text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant();

    [GeneratedRegex(@"release\s+(\S+)")]
    private static partial Regex RedHatVersion();

    [GeneratedRegex(@"\((.+)\)\s*$")]
    private static partial Regex InBrackets();

    [GeneratedRegex("^0([1-9])")]
    private static partial Regex LeadingZero();
}
