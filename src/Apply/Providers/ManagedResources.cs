using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The resources of a catalog by type: what is managed already when others are generated.</summary>
public sealed class ManagedResources(IEnumerable<Resource> resources, RubyTypes? ruby = null)
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

    /// <summary>Hears what there is to say against how resources are managed.</summary>
    public Action<string> Warn { get; init; } = _ => { };

    /// <summary>
    /// What the host has of a type that modules' code manages, to be taken away; null for a type of ours.
    /// </summary>
    internal ImmutableArray<Resource>? Removals(Host host, string type) =>
        (ruby?.Choose(type) as RubyResourceType)?.Removals(host);

    /// <summary>In the catalog's order; the type in any case.</summary>
    public ImmutableArray<Resource> OfType(string type) => byType.Value.GetValueOrDefault(type, []);
}
