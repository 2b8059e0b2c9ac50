using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// Alpine's packages. What is installed its own database says (<c>/lib/apk/db/installed</c>), so that
/// looking starts no process.
/// </summary>
internal sealed class ApkProvider() : ListedPackageProvider("apk")
{
    private const string Apk = "/sbin/apk";
    private const string Database = "/lib/apk/db/installed";

    public override bool IsSuitable(Host host, Facts facts) => host.Exists(Apk);

    public override int Preference(Facts facts) => 12;

    protected override IEnumerable<KeyValuePair<string, string>> List(Host host) =>
        host.Parsed(Database, Parse);

    protected override string? VersionOf(Host host, Resource desired) =>
        host.Parsed(Database, Parse).GetValueOrDefault(NameOf(desired));

    protected override ImmutableArray<string> InstallCommand(Host host, Resource desired, string? found) =>
        [
            Apk,
            "add",
            .. desired.Text("ensure") == "latest" ? ["--upgrade"] : ImmutableArray<string>.Empty,
            .. PackageOptions.Of(desired, "install_options"),
        ];

    protected override ImmutableArray<string> RemoveCommand(Host host, Resource desired) =>
        [
            Apk,
            "del",
            .. desired.Text("ensure") == "purged" ? ["--purge"] : ImmutableArray<string>.Empty,
            .. PackageOptions.Of(desired, "uninstall_options"),
        ];

    protected override string Versioned(string package, string version) => $"{package}={version}";

    /// <summary>apk-list(8): <c>NAME-VERSION ARCH …</c> of what can be had.</summary>
    protected override string? Newest(Host host, Resource desired, string found)
    {
        var output = HostTool.Ask(host, Apk, "list", "--upgradable", NameOf(desired)).Output;
        var word = output.Split(' ', 2)[0];
        return word.StartsWith(NameOf(desired) + "-", StringComparison.Ordinal)
            ? word[(NameOf(desired).Length + 1)..]
            : found;
    }

    private static Dictionary<string, string> Parse(string text)
    {
        var versions = new Dictionary<string, string>();
        foreach (var paragraph in text.Split("\n\n"))
        {
            var lines = paragraph.Split('\n');
            var name = lines.FirstOrDefault(line => line.StartsWith("P:", StringComparison.Ordinal));
            var version = lines.FirstOrDefault(line => line.StartsWith("V:", StringComparison.Ordinal));
            if (name is not null && version is not null)
            {
                versions[name[2..]] = version[2..];
            }
        }
        return versions;
    }
}
