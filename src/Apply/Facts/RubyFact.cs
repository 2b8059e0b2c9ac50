using Bunraku.Model;
using Bunraku.Ruby;

namespace Bunraku.Apply;

/// <summary>
/// The Ruby of the machine, as the names of Debian's library tell it; elsewhere the one that code of modules
/// runs in, by the version of the language that it follows.
/// </summary>
internal sealed class RubyFact() : FactResolver("ruby")
{
    private const string Library = "libruby-";

    public override bool IsOfImages => true;

    public override Value Resolve(Host host)
    {
        var platform = $"{Machine.Hardware}-linux-gnu";
        if (OfMachine(host, $"/usr/lib/{platform}") is not { } version)
        {
            return HashValue.Of(("platform", platform), ("version", Runtime.LanguageVersion));
        }
        var api = string.Join('.', version.Split('.').Take(2)) + ".0";
        return HashValue.Of(
            ("platform", platform),
            ("sitedir", $"/usr/local/lib/site_ruby/{api}"),
            ("version", version)
        );
    }

    /// <summary>The version in full, which the library's file has at its end, or null.</summary>
    private static string? OfMachine(Host host, string directory)
    {
        if (
            host.TryLink("/usr/bin/ruby") is not { } program
            || !program.StartsWith("ruby", StringComparison.Ordinal)
        )
        {
            return null;
        }
        var start = $"{Library}{program["ruby".Length..]}.so.";
        return host.TryNames(directory)
            .Where(name => name.StartsWith(start, StringComparison.Ordinal))
            .Select(name => name[start.Length..])
            .FirstOrDefault(version => version.Split('.').Length == 3);
    }
}
