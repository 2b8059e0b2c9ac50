using System.Text.RegularExpressions;

namespace Bunraku.House.Tests;

/// <summary>The repository speaks of itself alone and stands alone.</summary>
public sealed partial class RepositoryTests
{
    private static readonly string[] TextFiles =
    [
        "*.cs",
        "*.md",
        "*.case",
        "*.yaml",
        "*.pp",
        "*.epp",
        "*.csproj",
        "*.props",
    ];

    [Fact]
    public void Nothing_names_a_path_of_a_machine()
    {
        var found = new[] { "src", "tests", "docs", "bench", "tools", "examples" }
            .Where(folder => Directory.Exists(Path.Combine(SourceTree.Root, folder)))
            .SelectMany(folder => TextFiles.SelectMany(pattern => SourceTree.Files(folder, pattern)))
            .SelectMany(path =>
                MachinePath()
                    .Matches(File.ReadAllText(path))
                    .Select(m => $"{SourceTree.Relative(path)}: {m.Value}")
            );
        SourceTree.ExpectNone(found);
    }

    [Fact]
    public void Relative_links_of_the_documents_lead_somewhere()
    {
        var documents = SourceTree
            .Files("docs", "*.md")
            .Concat(Directory.EnumerateFiles(SourceTree.Root, "*.md"));
        var broken = documents.SelectMany(document =>
            Link()
                .Matches(File.ReadAllText(document))
                .Select(match => match.Groups[1].Value)
                .Where(target => !Path.Exists(Path.Combine(Path.GetDirectoryName(document)!, target)))
                .Select(target => $"{SourceTree.Relative(document)}: {target}")
        );
        SourceTree.ExpectNone(broken);
    }

    // Written with a class so that the pattern does not match its own source.
    [GeneratedRegex(@"/[w]ork/(?:main|wt|shared)|/[r]oot/\.(?!cache)|/[h]ome/[a-z]+/(?:src|code)/")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)")]
    private static partial Regex Link();
}
