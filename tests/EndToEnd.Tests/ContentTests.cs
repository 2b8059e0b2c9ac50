using System.Text.Json;
using Bunraku.Tests;

namespace Bunraku.EndToEnd.Tests;

/// <summary>An image holds what its packages and its resources put there, and nothing else.</summary>
[Collection(Stories.Name)]
public sealed class ContentTests(Website website)
{
    private static readonly string[] OurNames = ["bunraku", "puppet", "hiera", "policy-rc.d"];

    /// <summary>What a resource type changes besides the file it may be named after.</summary>
    private static readonly string[] AccountFiles =
    [
        "/etc/passwd",
        "/etc/group",
        "/etc/shadow",
        "/etc/gshadow",
        "/etc/subuid",
        "/etc/subgid",
    ];

    [RootFact]
    public void Every_file_comes_from_the_base_a_package_or_a_resource()
    {
        using var home = new Home();
        // An independent answer to what the base and the packages bring, their scripts included.
        var reference = home["reference"];
        RealProgram.Run(
            "mmdebstrap",
            "--quiet",
            "--variant=minbase",
            "--include=nginx,mariadb-server,apt-cacher-ng",
            "bookworm",
            reference
        );
        var brought = Paths(reference).ToHashSet();
        foreach (var (name, role) in Roles())
        {
            var rootfs = home["rootfs-" + role];
            website.Home.Run("push", name, $"rootfs:{rootfs}");
            var left = Paths(rootfs)
                .Where(path => !brought.Contains(path) && !IsOfAnExecOrService(role, path))
                .Except(Declared(role, name))
                .ToList();
            Assert.Empty(left);
        }
    }

    [RootFact]
    public void No_image_holds_a_file_of_ours()
    {
        using var home = new Home();
        foreach (var (name, role) in Roles())
        {
            var rootfs = home["rootfs-" + role];
            website.Home.Run("push", name, $"rootfs:{rootfs}");
            Assert.DoesNotContain(
                Paths(rootfs),
                path =>
                    OurNames.Any(ours => path.Contains(ours, StringComparison.OrdinalIgnoreCase))
                    && !path.StartsWith("/usr/share/", StringComparison.Ordinal)
            );
            var mentions = RealProgram.Try(
                "grep",
                ["--recursive", "--files-with-matches", "--ignore-case", "bunraku", rootfs]
            );
            Assert.Equal("", mentions.Output);
        }
    }

    private IEnumerable<(string Name, string Role)> Roles() =>
        website.Images.Keys.Select(name => (name, name.Split('/')[^1]));

    /// <summary>
    /// Of the database's other resources: its exec makes data, its service the folder that the unit has made
    /// before each start.
    /// </summary>
    private static bool IsOfAnExecOrService(string role, string path) =>
        role == "database"
        && (path.StartsWith("/var/lib/mysql/", StringComparison.Ordinal) || path == "/run/mysqld");

    private HashSet<string> Declared(string role, string image)
    {
        var catalog = JsonDocument.Parse(
            website.Home.Run(
                "compile",
                Website.Site,
                "--fact",
                $"role={role}",
                "--fact",
                $"container={image.Split('/')[0]}"
            )
        );
        return catalog
            .RootElement.GetProperty("resources")
            .EnumerateArray()
            .Where(resource => resource.GetProperty("type").GetString() == "File")
            .Select(resource => resource.GetProperty("title").GetString()!)
            .Concat(AccountFiles)
            .ToHashSet();
    }

    private static IEnumerable<string> Paths(string rootfs) =>
        RealProgram
            .Run("find", rootfs, "-mindepth", "1", "-printf", "/%P\\0")
            .Split('\0', StringSplitOptions.RemoveEmptyEntries);
}
