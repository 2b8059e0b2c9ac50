using System.Collections.Immutable;
using System.Text.Json;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Packages of Node.js for the whole machine (puppet-nodejs).</summary>
internal sealed class NpmProvider() : ListedPackageProvider("npm")
{
    private static readonly ImmutableArray<string> Programs = ["/usr/bin/npm", "/usr/local/bin/npm"];

    public override bool IsSuitable(Host host, Facts facts) => Programs.Any(host.Exists);

    public override int Preference(Facts facts) => -12;

    protected override IEnumerable<KeyValuePair<string, string>> List(Host host)
    {
        var result = HostTool.Ask(host, Program(host), "list", "--json", "--global", "--depth=0");
        var start = result.Output.IndexOf('{', StringComparison.Ordinal);
        var end = result.Output.LastIndexOf('}');
        if (start < 0 || end < start)
        {
            return [];
        }
        try
        {
            using var tree = JsonDocument.Parse(result.Output[start..(end + 1)]);
            return tree.RootElement.TryGetProperty("dependencies", out var packages)
                ?
                [
                    .. packages
                        .EnumerateObject()
                        .Where(one => one.Value.TryGetProperty("version", out _))
                        .Select(one =>
                            KeyValuePair.Create(one.Name, one.Value.GetProperty("version").GetString()!)
                        ),
                ]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    protected override ImmutableArray<string> InstallCommand(Host host, Resource desired, string? found) =>
        [Program(host), "install", "--global", .. PackageOptions.Of(desired, "install_options")];

    protected override ImmutableArray<string> RemoveCommand(Host host, Resource desired) =>
        [Program(host), "uninstall", "--global", .. PackageOptions.Of(desired, "uninstall_options")];

    protected override string Versioned(string package, string version) => $"{package}@{version}";

    protected override string? Newest(Host host, Resource desired, string found)
    {
        var result = HostTool.Ask(host, Program(host), "view", NameOf(desired), "version");
        return result.Succeeded ? result.Output.Trim().Split('\n')[^1] : found;
    }

    private static string Program(Host host) =>
        Programs.FirstOrDefault(host.Exists) ?? throw new HostException("Could not locate command npm");
}
