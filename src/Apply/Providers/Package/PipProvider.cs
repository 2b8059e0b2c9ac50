using System.Collections.Immutable;
using System.Text.Json;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Python's packages through <c>pip</c>.</summary>
internal abstract class PipLikeProvider(string name, ImmutableArray<string> programs)
    : ListedPackageProvider(name)
{
    public override bool IsSuitable(Host host, Facts facts) => programs.Any(host.Exists);

    public override int Preference(Facts facts) => -11;

    protected override IEnumerable<KeyValuePair<string, string>> List(Host host) =>
        Freeze(host, programs.First(host.Exists));

    /// <summary>Names of Python packages do not tell case, dashes and underscores apart.</summary>
    protected override string? VersionOf(Host host, Resource desired) =>
        Freeze(host, ProgramOf(host, desired))
            .Where(pair => Plain(pair.Key) == Plain(NameOf(desired)))
            .Select(pair => pair.Value)
            .FirstOrDefault();

    protected override bool IsVersion(string found, string wanted) => VersionRange.Contains(wanted, found);

    protected override ImmutableArray<string> InstallCommand(Host host, Resource desired, string? found) =>
        [
            ProgramOf(host, desired),
            "install",
            "-q",
            .. desired.Text("ensure") == "latest" ? ["--upgrade"] : ImmutableArray<string>.Empty,
            .. PackageOptions.Of(desired, "install_options"),
        ];

    protected override ImmutableArray<string> RemoveCommand(Host host, Resource desired) =>
        [
            ProgramOf(host, desired),
            "uninstall",
            "-y",
            "-q",
            .. PackageOptions.Of(desired, "uninstall_options"),
        ];

    protected override string Versioned(string package, string version) =>
        version[0] is '<' or '>' or '=' or '~' or '!' ? package + version : $"{package}=={version}";

    /// <summary>pip-list(1): what has something newer.</summary>
    protected override string? Newest(Host host, Resource desired, string found)
    {
        var result = HostTool.Ask(host, ProgramOf(host, desired), "list", "--outdated", "--format=json");
        var start = result.Output.IndexOf('[', StringComparison.Ordinal);
        if (!result.Succeeded || start < 0)
        {
            return found;
        }
        try
        {
            using var rows = JsonDocument.Parse(result.Output[start..].Split('\n')[0]);
            return rows
                .RootElement.EnumerateArray()
                .Where(row => Plain(row.GetProperty("name").GetString()!) == Plain(NameOf(desired)))
                .Select(row => row.GetProperty("latest_version").GetString())
                .FirstOrDefault(found);
        }
        catch (JsonException)
        {
            return found;
        }
    }

    private string ProgramOf(Host host, Resource desired) =>
        desired.Text("command")
        ?? programs.FirstOrDefault(host.Exists)
        ?? throw new HostException("Could not locate command pip");

    private static IEnumerable<KeyValuePair<string, string>> Freeze(Host host, string program) =>
        HostTool
            .Ask(host, program, "freeze", "--all")
            .Output.Split('\n')
            .Select(line => line.Trim().Split("=="))
            .Where(parts => parts.Length == 2)
            .Select(parts => KeyValuePair.Create(parts[0], parts[1]));

    private static string Plain(string name) => name.ToLowerInvariant().Replace('_', '-').Replace('.', '-');
}

/// <summary>Python's packages through whichever <c>pip</c> there is.</summary>
internal sealed class PipProvider()
    : PipLikeProvider("pip", ["/usr/bin/pip", "/usr/local/bin/pip", "/usr/bin/pip3", "/usr/local/bin/pip3"]);

/// <summary>Python 3's packages.</summary>
internal sealed class Pip3Provider() : PipLikeProvider("pip3", ["/usr/bin/pip3", "/usr/local/bin/pip3"]);
