using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>What rpm(8) says is installed.</summary>
internal static class RpmDatabase
{
    public const string Rpm = "/usr/bin/rpm";

    private const string Form = "%{NAME} %|EPOCH?{%{EPOCH}}:{0}| %{VERSION} %{RELEASE} %{ARCH}\\n";

    public static bool IsThere(Host host) => host.Exists(Rpm);

    public static IEnumerable<KeyValuePair<string, string>> All(Host host) =>
        Parse(HostTool.Ask(host, Rpm, "-qa", "--nosignature", "--nodigest", "--qf", Form).Output);

    /// <summary>
    /// The version of a package, or of what provides it (<c>allow_virtual</c>); null for none.
    /// </summary>
    public static string? VersionOf(Host host, Resource desired, string name)
    {
        ImmutableArray<string> query = [Rpm, "-q", name, "--nosignature", "--nodigest", "--qf", Form];
        var result = HostTool.Ask(host, query);
        if (!result.Succeeded && desired.Text("allow_virtual") != "false")
        {
            result = HostTool.Ask(host, query.Add("--whatprovides"));
        }
        return result.Succeeded ? Parse(result.Output).Select(pair => pair.Value).FirstOrDefault() : null;
    }

    /// <summary>The version a package file has.</summary>
    public static string? FileVersion(Host host, string path) =>
        Parse(HostTool.Ask(host, Rpm, "-q", "--qf", Form, "-p", path).Output)
            .Select(pair => pair.Value)
            .FirstOrDefault();

    /// <summary>Several versions of a package are told as one text, as the reference does.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Parse(string output) =>
        output
            .Split('\n')
            .Select(line => line.Trim('\'').Split(' '))
            .Where(words => words.Length == 5)
            .GroupBy(
                words => words[0],
                words => (words[1] == "0" ? "" : words[1] + ":") + $"{words[2]}-{words[3]}"
            )
            .Select(group => KeyValuePair.Create(group.Key, string.Join("; ", group.Distinct())));
}
