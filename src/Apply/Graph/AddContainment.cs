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
        var paths = new Dictionary<ResourceReference, ImmutableArray<string>>();
        foreach (var vertex in graph.Vertices)
        {
            vertex.ContainmentPath = PathOf(vertex.Resource.Reference, containers, paths);
        }
    }

    /// <param name="paths">Those of containers that are known: what they hold has the same texts.</param>
    private static ImmutableArray<string> PathOf(
        ResourceReference resource,
        Dictionary<ResourceReference, ResourceReference> containers,
        Dictionary<ResourceReference, ImmutableArray<string>> paths
    )
    {
        // From the inside out as far as nothing is known; a circle of containers ends where it began.
        var inner = new Stack<ResourceReference>([resource]);
        ImmutableArray<string> path = [];
        while (
            containers.TryGetValue(inner.Peek(), out var container)
            && !paths.TryGetValue(container, out path)
            && inner.Count <= containers.Count
        )
        {
            inner.Push(container);
        }
        path = path.IsDefault ? [] : path;
        while (inner.TryPop(out var at))
        {
            path = path.Add(Segment(at));
            if (inner.Count > 0)
            {
                paths[at] = path;
            }
        }
        return path;
    }

    /// <summary>A class goes by its bare name in a path.</summary>
    private static string Segment(ResourceReference reference) =>
        reference.Type == "Class" ? Vertex.NameOf(reference).Title : reference.ToString();
}
