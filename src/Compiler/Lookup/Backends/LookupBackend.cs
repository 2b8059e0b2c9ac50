using System.Collections.Frozen;
using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// A source of data for levels of a hierarchy, named in <c>hiera.yaml</c> as a data function.
/// </summary>
internal abstract partial class LookupBackend(BackendKind kind, string functionName)
{
    private static readonly Lazy<FrozenDictionary<string, LookupBackend>> ByName = new(() =>
        All.ToFrozenDictionary(backend => backend.FunctionName)
    );

    /// <summary>The backends that are built in.</summary>
    [Roster]
    public static partial ImmutableArray<LookupBackend> All { get; }

    public static IEnumerable<string> Names => All.Select(backend => backend.FunctionName);

    public BackendKind Kind { get; } = kind;

    public string FunctionName { get; } = functionName;

    /// <summary>
    /// The value of the key's root at a place that exists, interpolated; null when it has none.
    /// </summary>
    public abstract Value? Find(BackendRequest request);

    /// <summary>
    /// The backend that a level names: a built-in one, or a function.
    /// </summary>
    public static LookupBackend Of(HierarchyEntry entry) =>
        ByName.Value.GetValueOrDefault(entry.Function) is { } builtIn && builtIn.Kind == entry.Kind
            ? builtIn
            : new PuppetFunctionBackend(entry.Kind, entry.Function);
}

/// <summary>A key asked of a backend at one place of a level.</summary>
internal sealed record BackendRequest(
    LookupKey Key,
    HierarchyLevel Level,
    DataPlace Place,
    LookupLayer Layer,
    LookupInvocation Invocation,
    HieraLookup Lookup
);
