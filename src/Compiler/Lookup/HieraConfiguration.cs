using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>A <c>hiera.yaml</c>, read and found well-formed; or the reason why it was not.</summary>
/// <param name="Version">3, 4 or 5.</param>
/// <param name="File">The file, or null for the settings that hold where there is none.</param>
/// <param name="Root">The directory that relative data directories start from.</param>
internal sealed record HieraConfiguration(int Version, SourceFile? File, string Root)
{
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(1);

    public string Path => File?.Path ?? "";

    /// <summary>The key on the first level that only modules may have, where it is written.</summary>
    public Span? DefaultHierarchyPlace { get; init; }

    public ImmutableArray<HierarchyEntry> Hierarchy { get; init; } = [];

    public ImmutableArray<HierarchyEntry> DefaultHierarchy { get; init; } = [];

    /// <summary>
    /// How <c>hiera_hash</c> merges, where Hiera 3's <c>:merge_behavior</c> asks for depth.
    /// </summary>
    public MergeStrategy? HashMerge { get; init; }

    public Diagnostic? Failure { get; init; }

    /// <summary>What using the levels leads to: two of one name, a backend nobody has.</summary>
    public Diagnostic? LevelFailure { get; init; }

    /// <summary>Whether the file holds no hash at all, which means version 3 with its defaults.</summary>
    public bool IsNoHash { get; init; }

    /// <summary>A layer without any levels.</summary>
    public static HieraConfiguration Nothing { get; } = new(5, null, "");

    /// <summary>What holds where there is no configuration file.</summary>
    public static HieraConfiguration Default(string root) =>
        new(5, null, root)
        {
            Hierarchy =
            [
                new HierarchyEntry("Common", default)
                {
                    Kind = BackendKind.DataHash,
                    Function = "yaml_data",
                    LocationKind = LocationKind.Path,
                    Locations = ["common.yaml"],
                    Datadir = "data",
                },
            ],
        };

    /// <summary>One level whose data a function without arguments returns, as in version 4.</summary>
    public static HieraConfiguration LegacyFunction(string root, string function) =>
        new(5, null, root)
        {
            Hierarchy =
            [
                new HierarchyEntry($"Legacy function '{function}'", default)
                {
                    Kind = BackendKind.LegacyHash,
                    Function = function,
                    Datadir = "data",
                },
            ],
        };

    /// <summary>
    /// The first line from a number on that matches once its comment is cut off: how the reference finds
    /// places in this file.
    /// </summary>
    public static int? LineMatching(SourceFile file, string pattern, int from = 1)
    {
        var regex = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.Multiline, MatchLimit);
        var lines = file.Text.Split('\n');
        for (var number = from; number <= lines.Length; number++)
        {
            if (regex.IsMatch(WithoutComment(lines[number - 1])))
            {
                return number;
            }
        }
        return null;
    }

    /// <summary>As the reference cuts it: at any hash mark, quoted or not.</summary>
    private static string WithoutComment(string line) => line.Split('#')[0];
}
