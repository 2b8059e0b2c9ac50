using System.Collections.Immutable;
using System.Diagnostics;
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

    /// <summary>Ruby code of Hiera 3.</summary>
    Hiera3,

    /// <summary>A whole hash from a function without arguments.</summary>
    LegacyHash,
}

internal enum LocationKind
{
    None,
    Path,
    Glob,
    Uri,
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

    public Span? FunctionPlace { get; init; }

    /// <summary>Whether a backend of Hiera 3 is wanted that we do not have: it finds nothing.</summary>
    public bool IsRuby { get; init; }

    public LocationKind LocationKind { get; init; }

    public ImmutableArray<string> Locations { get; init; } = [];

    /// <summary>Null for the directory that Hiera 3 took when none was named.</summary>
    public required string? Datadir { get; init; }

    public HashValue Options { get; init; } = HashValue.Empty;

    /// <summary>What Hiera 3 and 4 add to paths that do not end with it.</summary>
    public string Extension { get; init; } = "";

    /// <summary>The name that <c>hiera.yaml</c> gives a kind.</summary>
    public static string KindName(BackendKind kind) =>
        kind switch
        {
            BackendKind.DataHash => "data_hash",
            BackendKind.LookupKey => "lookup_key",
            BackendKind.DataDig => "data_dig",
            BackendKind.Hiera3 => "hiera3_backend",
            _ => "v4_data_hash",
        };

    public static BackendKind KindOf(string name) =>
        Enum.GetValues<BackendKind>().First(kind => KindName(kind) == name);

    public static LocationKind LocationOf(string key) =>
        key switch
        {
            "path" or "paths" => LocationKind.Path,
            "glob" or "globs" => LocationKind.Glob,
            "uri" or "uris" => LocationKind.Uri,
            "mapped_paths" => LocationKind.MappedPaths,
            _ => throw new UnreachableException(),
        };
}
