using System.Collections.Immutable;

namespace Bunraku.Images;

/// <summary>
/// The Debian archive that this machine's apt is set up for, turned into sources for another suite
/// (sources.list(5), both styles).
/// </summary>
internal static class DebianArchive
{
    private const string Fallback = "http://deb.debian.org/debian";

    /// <summary>
    /// Lines of a <c>sources.list</c> for a suite; its updates and security updates if apt has them here.
    /// </summary>
    public static ImmutableArray<string> SourcesFor(string suite, string configuration = "/etc/apt")
    {
        var known = Entries(configuration).ToList();
        var archive = known.Find(entry => !IsSecurity(entry.Uri));
        var security = known.Find(entry => IsSecurity(entry.Uri));
        var uri = archive?.Uri ?? Fallback;
        var lines = ImmutableArray.CreateBuilder<string>();
        lines.Add($"deb {uri} {suite} main");
        // A rolling suite has neither.
        if (suite is not ("sid" or "unstable"))
        {
            if (known.Exists(entry => entry.Suite.EndsWith("-updates", StringComparison.Ordinal)))
            {
                lines.Add($"deb {uri} {suite}-updates main");
            }
            if (security is not null)
            {
                lines.Add($"deb {security.Uri} {suite}-security main");
            }
        }
        return lines.ToImmutable();
    }

    private static bool IsSecurity(string uri) =>
        uri.TrimEnd('/').EndsWith("-security", StringComparison.Ordinal);

    private static IEnumerable<Entry> Entries(string configuration)
    {
        var list = Path.Combine(configuration, "sources.list");
        var folder = Path.Combine(configuration, "sources.list.d");
        var files = (File.Exists(list) ? [list] : Array.Empty<string>()).Concat(
            Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal) : []
        );
        return files.SelectMany(file =>
            Path.GetExtension(file) switch
            {
                ".list" => OneLineEntries(File.ReadAllLines(file)),
                ".sources" => ParagraphEntries(File.ReadAllText(file)),
                _ => [],
            }
        );
    }

    private static IEnumerable<Entry> OneLineEntries(IEnumerable<string> lines) =>
        from line in lines
        let words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        where words.Length > 0 && words[0] == "deb"
        let options = Array.FindIndex(words, word => word.EndsWith(']'))
        let rest = words[(words.Length > 1 && words[1].StartsWith('[') ? options + 1 : 1)..]
        where rest.Length >= 2 && IsArchive(rest[0])
        select new Entry(rest[0], rest[1]);

    private static IEnumerable<Entry> ParagraphEntries(string text) =>
        from paragraph in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
        let fields = paragraph
            .Split('\n')
            .Where(line => !line.StartsWith('#') && line.Contains(':', StringComparison.Ordinal))
            .Select(line => line.Split(':', 2))
            .GroupBy(parts => parts[0].Trim())
            .ToDictionary(same => same.Key, same => same.First()[1].Trim(), StringComparer.OrdinalIgnoreCase)
        where fields.GetValueOrDefault("Types", "").Split(' ').Contains("deb")
        from uri in Words(fields, "URIs").Where(IsArchive)
        from suite in Words(fields, "Suites")
        select new Entry(uri, suite);

    private static string[] Words(Dictionary<string, string> fields, string name) =>
        fields.GetValueOrDefault(name, "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>
    /// An archive of Debian itself, mirrors included: other repositories have no suites to bootstrap.
    /// </summary>
    private static bool IsArchive(string uri) =>
        uri.TrimEnd('/').Split('/')[^1] is "debian" or "debian-security" or "ubuntu";

    private sealed record Entry(string Uri, string Suite);
}
