using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Packages through <c>yum</c> or its successor <c>dnf</c>.</summary>
internal abstract class YumLikeProvider(string name, string program, string errorLevel)
    : RpmPackageProvider(name)
{
    public override bool IsSuitable(Host host, Facts facts) =>
        RpmDatabase.IsThere(host) && host.Exists(program);

    protected override ImmutableArray<string> InstallCommand(Host host, Resource desired, string? found)
    {
        var isThere = found is not (null or "absent" or "purged");
        var verb =
            !isThere ? "install"
            : desired.Text("ensure") == "latest" ? "upgrade"
            : IsNewer(desired.Text("ensure")!, found!) ? "install"
            : "downgrade";
        return
        [
            program,
            "-d",
            "0",
            "-e",
            errorLevel,
            "-y",
            .. PackageOptions.Of(desired, "install_options"),
            verb,
        ];
    }

    protected override ImmutableArray<string> RemoveCommand(Host host, Resource desired) =>
        desired.Text("ensure") == "purged"
            ? [program, "-y", "erase"]
            : [RpmDatabase.Rpm, "-e", .. PackageOptions.Of(desired, "uninstall_options")];

    /// <summary>What <c>check-update</c> lists has something newer; the rest is the newest.</summary>
    protected override string? Newest(Host host, Resource desired, string found)
    {
        var lines = HostTool.Ask(host, program, "check-update").Output.Split('\n');
        var name = NameOf(desired);
        foreach (var line in lines.TakeWhile(l => !l.StartsWith("Obsoleting", StringComparison.Ordinal)))
        {
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            var dot = words.Length < 3 ? -1 : words[0].LastIndexOf('.');
            if (dot > 0 && words[0][..dot] == name)
            {
                return words[1];
            }
        }
        return found;
    }

    private static bool IsNewer(string wanted, string found) =>
        string.CompareOrdinal(Padded(wanted), Padded(found)) > 0;

    /// <summary>Numbers of the same length compare as texts do.</summary>
    private static string Padded(string version)
    {
        var parts = new List<string>();
        for (var i = 0; i < version.Length; )
        {
            var digits = version[i..].TakeWhile(char.IsAsciiDigit).Count();
            parts.Add(digits > 0 ? version.Substring(i, digits).PadLeft(12, '0') : version.Substring(i, 1));
            i += Math.Max(1, digits);
        }
        return string.Concat(parts);
    }
}
