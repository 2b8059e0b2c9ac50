using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Ruby's gems.</summary>
internal sealed class GemProvider() : ListedPackageProvider("gem")
{
    private const string Gem = "/usr/bin/gem";

    public override bool IsSuitable(Host host, Facts facts) => host.Exists(Gem);

    public override int Preference(Facts facts) => -10;

    protected override IEnumerable<KeyValuePair<string, string>> List(Host host) =>
        Parse(HostTool.Ask(host, Gem, "list", "--local").Output);

    protected override string? VersionOf(Host host, Resource desired) =>
        Parse(HostTool.Ask(host, Gem, "list", "--local", $"^{NameOf(desired)}$").Output)
            .Where(pair => pair.Key == NameOf(desired))
            .Select(pair => pair.Value)
            .FirstOrDefault();

    protected override bool IsVersion(string found, string wanted) =>
        found.Split(", ").Any(one => VersionRange.Contains(wanted, one));

    protected override ImmutableArray<string> InstallCommand(Host host, Resource desired, string? found) =>
        [
            desired.Text("command") ?? Gem,
            "install",
            .. PackageOptions.Of(desired, "install_options"),
            .. desired.Text("ensure") is { } version && version is not ("present" or "installed" or "latest")
                ? ["-v", version]
                : ImmutableArray<string>.Empty,
            "--no-document",
        ];

    protected override ImmutableArray<string> RemoveCommand(Host host, Resource desired) =>
        [
            desired.Text("command") ?? Gem,
            "uninstall",
            "--executables",
            "--all",
            .. PackageOptions.Of(desired, "uninstall_options"),
        ];

    protected override string TargetOf(Resource desired, bool removes) =>
        removes ? NameOf(desired) : desired.Text("source") ?? NameOf(desired);

    protected override string? Newest(Host host, Resource desired, string found)
    {
        var output = HostTool.Ask(host, Gem, "list", "--remote", $"^{NameOf(desired)}$").Output;
        return
            Parse(output).Select(pair => pair.Value.Split(", ")[0]).FirstOrDefault() is { } newest
            && found.Split(", ").Contains(newest)
            ? found
            : Parse(output).Select(pair => pair.Value.Split(", ")[0]).FirstOrDefault();
    }

    /// <summary>Lines as <c>rake (13.0.6, default: 13.0.3)</c>.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Parse(string output) =>
        from line in output.Split('\n')
        let open = line.IndexOf(" (", StringComparison.Ordinal)
        where open > 0 && line.TrimEnd().EndsWith(')')
        let versions = line.TrimEnd()[(open + 2)..^1]
            .Split(", ")
            .Select(one => one.Replace("default: ", "", StringComparison.Ordinal).Split(' ')[0])
        select KeyValuePair.Create(line[..open], string.Join(", ", versions));
}
