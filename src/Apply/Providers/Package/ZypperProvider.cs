using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Packages through SUSE's <c>zypper</c>.</summary>
internal sealed class ZypperProvider() : RpmPackageProvider("zypper")
{
    private const string Zypper = "/usr/bin/zypper";

    public override bool IsSuitable(Host host, Facts facts) => host.Exists(Zypper);

    public override int Preference(Facts facts) => 12;

    protected override ImmutableArray<string> InstallCommand(Host host, Resource desired, string? found) =>
        [
            Zypper,
            "--quiet",
            "--non-interactive",
            "--no-gpg-checks",
            "install",
            "--auto-agree-with-licenses",
            "--no-confirm",
            .. PackageOptions.Of(desired, "install_options"),
        ];

    protected override ImmutableArray<string> RemoveCommand(Host host, Resource desired) =>
        desired.Text("ensure") == "purged"
            ? [Zypper, "--quiet", "remove", "--clean-deps", "--no-confirm"]
            : [RpmDatabase.Rpm, "-e", .. PackageOptions.Of(desired, "uninstall_options")];

    protected override string? Newest(Host host, Resource desired, string found)
    {
        foreach (var line in HostTool.Ask(host, Zypper, "list-updates").Output.Split('\n'))
        {
            var fields = line.Split('|', StringSplitOptions.TrimEntries);
            if (fields.Length >= 5 && fields[2] == NameOf(desired))
            {
                return fields[4];
            }
        }
        return found;
    }
}
