using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Package files through <c>rpm</c> itself.</summary>
internal sealed class RpmProvider() : RpmPackageProvider("rpm")
{
    public override bool IsSuitable(Host host, Facts facts) => RpmDatabase.IsThere(host);

    protected override ImmutableArray<string> InstallCommand(Host host, Resource desired, string? found) =>
        desired.Text("source") is null
            ? throw new HostException("RPMs must specify a package source")
            :
            [
                RpmDatabase.Rpm,
                .. found is null or "absent" or "purged"
                    ? ImmutableArray.Create("-i")
                    : ["-U", "--oldpackage"],
                .. PackageOptions.Of(desired, "install_options"),
            ];

    protected override ImmutableArray<string> RemoveCommand(Host host, Resource desired) =>
        [RpmDatabase.Rpm, "-e", .. PackageOptions.Of(desired, "uninstall_options")];

    protected override string? Newest(Host host, Resource desired, string found) =>
        RpmDatabase.FileVersion(
            host,
            desired.Text("source") ?? throw new HostException("RPMs must specify a package source")
        );
}
