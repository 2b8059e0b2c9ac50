using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>Containment: <paramref name="Source"/> contains <paramref name="Target"/>.</summary>
public readonly record struct Edge(ResourceReference Source, ResourceReference Target);

/// <summary>
/// What a node shall be: resources in evaluation order, containment edges, classes. Immutable.
/// </summary>
public sealed record Catalog(string Name, string Environment)
{
    private readonly Lazy<Dictionary<ResourceReference, Resource>> byReference = new(() => []);

    public string Version { get; init; } = "";

    public string? CodeId { get; init; }

    public string CatalogUuid { get; init; } = "";

    public ImmutableArray<string> Tags { get; init; } = [];

    public ImmutableArray<string> Classes { get; init; } = [];

    public ImmutableArray<Edge> Edges { get; init; } = [];

    public ImmutableArray<Resource> Resources
    {
        get;
        init
        {
            field = value;
            byReference = new(() => value.ToDictionary(resource => resource.Reference));
        }
    } = [];

    public Resource? Find(ResourceReference reference) => byReference.Value.GetValueOrDefault(reference);
}
