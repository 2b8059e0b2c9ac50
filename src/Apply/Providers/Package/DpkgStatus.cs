using System.Collections.Immutable;

namespace Bunraku.Apply;

/// <summary>
/// What dpkg's status file says of the packages of a host (deb822, dpkg(1)): read by ourselves, so that
/// looking
/// at a thousand packages starts no process.
/// </summary>
internal sealed class DpkgStatus
{
    public const string Path = "/var/lib/dpkg/status";

    private readonly Dictionary<string, DpkgPackage> byName = [];

    private DpkgStatus() { }

    public IEnumerable<DpkgPackage> Packages => byName.Values.Distinct();

    public static DpkgStatus Of(Host host) => host.Parsed(Path, Parse);

    /// <summary>A package by its name, or by name and architecture: <c>libc6:i386</c>.</summary>
    public DpkgPackage? Find(string name) => byName.GetValueOrDefault(name);

    private static DpkgStatus Parse(string text)
    {
        var status = new DpkgStatus();
        foreach (var paragraph in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            if (ParsePackage(paragraph) is { } package)
            {
                // Of several architectures the first installed one answers to the bare name.
                if (!status.byName.TryGetValue(package.Name, out var known) || !known.IsInstalled)
                {
                    status.byName[package.Name] = package;
                }
                status.byName[$"{package.Name}:{package.Architecture}"] = package;
            }
        }
        return status;
    }

    private static DpkgPackage? ParsePackage(string paragraph)
    {
        string? name = null;
        var version = "";
        var architecture = "";
        string[] words = [];
        foreach (var line in paragraph.AsSpan().EnumerateLines())
        {
            var colon = line.IndexOf(": ");
            if (colon <= 0)
            {
                continue;
            }
            var value = line[(colon + 2)..];
            switch (line[..colon])
            {
                case "Package":
                    name = value.ToString();
                    break;
                case "Status":
                    words = value.ToString().Split(' ');
                    break;
                case "Version":
                    version = value.ToString();
                    break;
                case "Architecture":
                    architecture = value.ToString();
                    break;
            }
        }
        return name is null || words.Length != 3
            ? null
            : new DpkgPackage(name, version, architecture, words[0], words[1], words[2]);
    }
}

/// <summary>A package that dpkg knows of.</summary>
/// <param name="Wanted"><c>install</c>, <c>hold</c>, <c>deinstall</c> or <c>purge</c>.</param>
/// <param name="Error"><c>ok</c> or <c>reinstreq</c>.</param>
/// <param name="State"><c>installed</c>, <c>config-files</c>, <c>half-installed</c> …</param>
internal sealed record DpkgPackage(
    string Name,
    string Version,
    string Architecture,
    string Wanted,
    string Error,
    string State
)
{
    public bool IsInstalled => State is "installed" or "triggers-awaited" or "triggers-pending";

    public bool IsHeld => Wanted == "hold";
}
