using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>A <c>hiera.yaml</c>, read and found well-formed; or the reason why it was not.</summary>
/// <param name="Version">3, 4 or 5.</param>
/// <param name="File">The file, or null for the settings that hold where there is none.</param>
/// <param name="Root">The directory that relative data directories start from.</param>
internal sealed record HieraConfiguration(int Version, SourceFile? File, string Root)
{
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

    /// <summary>A layer without any levels.</summary>
    public static HieraConfiguration Nothing { get; } = new(5, null, "");

    /// <summary>What holds where the global layer has no configuration file.</summary>
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
}
