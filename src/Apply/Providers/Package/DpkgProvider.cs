using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Package files through <c>dpkg</c> itself.</summary>
internal sealed class DpkgProvider() : ListedPackageProvider("dpkg")
{
    private const string Dpkg = "/usr/bin/dpkg";

    public override bool IsSuitable(Host host, Facts facts) => host.Exists(Dpkg);

    public override Observed Observe(Host host, Resource desired)
    {
        var observed = base.Observe(host, desired);
        if (DpkgStatus.Of(host).Find(NameOf(desired)) is { } package)
        {
            observed["mark"] = package.IsHeld ? "hold" : "none";
        }
        return observed;
    }

    public override void EnforceMany(Host host, IReadOnlyList<Enforcement> work)
    {
        base.EnforceMany(host, [.. work.Where(one => one.Changes.Contains("ensure"))]);
        foreach (var one in work.Where(one => one.Failure is null && IsToBeMarked(one)))
        {
            var verb = one.Desired.Text("mark") == "hold" ? "hold" : "unhold";
            one.Try(() => HostTool.Run(host, "/usr/bin/apt-mark", verb, NameOf(one.Desired)));
        }
    }

    private static bool IsToBeMarked(Enforcement one) =>
        one.Changes.Contains("mark") || one.Changes.Contains("ensure") && one.Desired.Text("mark") == "hold";

    /// <summary>What was purged is told apart from what left its configuration.</summary>
    protected override string AbsenceOf(Host host, Resource desired) =>
        DpkgStatus.Of(host).Find(NameOf(desired)) is null or { State: "not-installed" } ? "purged" : "absent";

    protected override IEnumerable<KeyValuePair<string, string>> List(Host host) =>
        DpkgStatus
            .Of(host)
            .Packages.Where(package => package.IsInstalled)
            .Select(package => KeyValuePair.Create(package.Name, package.Version));

    protected override string? VersionOf(Host host, Resource desired) =>
        DpkgStatus.Of(host).Find(NameOf(desired)) is { IsInstalled: true } package ? package.Version : null;

    protected override ImmutableArray<string> InstallCommand(Host host, Resource desired, string? found) =>
        desired.Text("source") is null
            ? throw new HostException(
                PackageVersions.Wanted(desired) == "present"
                    ? "Could not set 'present' on ensure: You cannot install dpkg packages without a source"
                    : "Could not update: You cannot install dpkg packages without a source"
            )
            : [Dpkg, desired.Text("configfiles") == "replace" ? "--force-confnew" : "--force-confold", "-i"];

    protected override ImmutableArray<string> RemoveCommand(Host host, Resource desired) =>
        [Dpkg, desired.Text("ensure") == "purged" ? "--purge" : "-r"];

    protected override string? Newest(Host host, Resource desired, string found)
    {
        var source =
            desired.Text("source")
            ?? throw new HostException("Could not update: You cannot install dpkg packages without a source");
        var shown = HostTool.Ask(host, "/usr/bin/dpkg-deb", "--show", source).Output.Split('\t');
        return shown.Length == 2 ? shown[1].Trim() : found;
    }
}
