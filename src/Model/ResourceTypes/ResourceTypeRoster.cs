using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>The native resource types, by name.</summary>
public static partial class ResourceTypeRoster
{
    [Roster]
    public static partial ImmutableArray<ResourceType> All { get; }

    private static readonly Lazy<FrozenDictionary<string, ResourceType>> ByName = new(() =>
        All.ToFrozenDictionary(type => type.Name)
    );

    /// <summary>Finds a type by its name in any case: <c>file</c> or <c>File</c>.</summary>
    public static ResourceType? Find(string name) => ByName.Value.GetValueOrDefault(name.ToLowerInvariant());
}
