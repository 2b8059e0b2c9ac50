using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// What a data function is asked: a whole hash once, a key at a time, or a key with its segments.
/// </summary>
internal enum BackendKind
{
    DataHash,
    LookupKey,
    DataDig,
}

internal enum LocationKind
{
    None,
    Path,
    Glob,
    MappedPaths,
}

/// <summary>
/// A level of a hierarchy as <c>hiera.yaml</c> declares it: variables are still in its paths.
/// </summary>
internal sealed record HierarchyEntry(string Name, Span Place)
{
    public required BackendKind Kind { get; init; }

    /// <summary>The data function, such as <c>yaml_data</c>.</summary>
    public required string Function { get; init; }

    public LocationKind LocationKind { get; init; }

    public ImmutableArray<string> Locations { get; init; } = [];

    public required string Datadir { get; init; }

    public HashValue Options { get; init; } = HashValue.Empty;

    /// <summary>What Hiera 3 and 4 add to paths that do not end with it.</summary>
    public string Extension { get; init; } = "";

    /// <summary>
    /// The names that <c>hiera.yaml</c> gives the kinds, in the order in which the reference names them.
    /// </summary>
    public static string KindName(BackendKind kind) =>
        kind switch
        {
            BackendKind.DataHash => "data_hash",
            BackendKind.LookupKey => "lookup_key",
            _ => "data_dig",
        };
}
