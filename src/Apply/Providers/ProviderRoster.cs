using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Bunraku.Apply;

/// <summary>The providers, by the resource type they manage.</summary>
public static partial class ProviderRoster
{
    [Roster]
    public static partial ImmutableArray<Provider> All { get; }

    private static readonly Lazy<FrozenDictionary<string, ImmutableArray<Provider>>> ByType = new(() =>
        All.GroupBy(provider => provider.ResourceType)
            .ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray())
    );

    /// <summary>The providers of a resource type (lower case), in the roster's order.</summary>
    public static ImmutableArray<Provider> Of(string resourceType) =>
        ByType.Value.GetValueOrDefault(resourceType, []);
}
