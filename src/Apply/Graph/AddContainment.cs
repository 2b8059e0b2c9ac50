using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// Puts each resource between its container's entry and exit. Changes are passed on to the exit, so that who
/// subscribes to a class hears of everything in it.
/// </summary>
internal static class AddContainment
{
    public static void Run(ResourceGraph graph)
    {
        var containers = new Dictionary<ResourceReference, ResourceReference>();
        foreach (var edge in graph.Catalog.Edges)
        {
            if (
                !graph.TryFind(edge.Source, out var entry, out var exit)
                || !graph.TryFind(edge.Target, out var innerEntry, out var innerExit)
                || entry == exit
            )
            {
                continue;
            }
            // A resource may go by another title than the catalog's.
            containers.TryAdd(innerEntry.Resource.Reference, entry.Resource.Reference);
            graph.Connect(entry, innerEntry, refreshes: true);
            graph.Connect(innerExit, exit, refreshes: true);
        }
        foreach (var vertex in graph.Vertices)
        {
            vertex.ContainmentPath = PathOf(vertex.Resource, containers);
        }
    }

    private static ImmutableArray<string> PathOf(
        Resource resource,
        Dictionary<ResourceReference, ResourceReference> containers
    )
    {
        var path = new List<string> { Segment(resource.Reference) };
        var at = resource.Reference;
        while (containers.TryGetValue(at, out var container) && path.Count <= containers.Count)
        {
            path.Add(Segment(container));
            at = container;
        }
        path.Reverse();
        return [.. path];
    }

    /// <summary>A class goes by its bare name in a path.</summary>
    private static string Segment(ResourceReference reference) =>
        reference.Type == "Class" ? Vertex.NameOf(reference).Title : reference.ToString();
}
