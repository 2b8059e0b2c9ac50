using System.Collections.Frozen;
using System.Collections.Immutable;
using Bunraku.Model;

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

    /// <summary>Those that can work on the host, the one that manages it by default first.</summary>
    /// <param name="name">The only one that is asked for.</param>
    public static IEnumerable<Provider> Suitable(
        string resourceType,
        Host host,
        Facts facts,
        string? name = null
    ) =>
        Of(resourceType)
            .Where(provider => name is null || provider.Name == name)
            .Where(provider => provider.IsSuitable(host, facts))
            .OrderByDescending(provider => provider.Preference(facts))
            .ThenBy(provider => provider.Name, StringComparer.Ordinal);
}
