using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The resources of a catalog by type: what is managed already when others are generated.</summary>
public sealed class ManagedResources(IEnumerable<Resource> resources)
{
    private readonly Lazy<Dictionary<string, ImmutableArray<Resource>>> byType = new(() =>
        resources
            .GroupBy(resource => resource.Type, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(
                group => group.Key,
                group => group.ToImmutableArray(),
                StringComparer.OrdinalIgnoreCase
            )
    );

    /// <summary>In the catalog's order; the type in any case.</summary>
    public ImmutableArray<Resource> OfType(string type) => byType.Value.GetValueOrDefault(type, []);
}
