using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// Adds the resources that follow from one that is about to be managed: in its container, after it, and
/// before everything that waits for it. Those the graph has already are left to the manifest, but that what
/// code of modules names is managed with the others.
/// </summary>
internal static partial class AddGenerated
{
    /// <param name="holdBack">
    /// Keeps a vertex that was not reached yet from being so; false when it is too late.
    /// </param>
    public static IReadOnlyList<Vertex> Run(
        ResourceGraph graph,
        Vertex parent,
        IReadOnlyList<Resource> resources,
        Func<Vertex, bool> holdBack
    )
    {
        var added = new List<Vertex>();
        var named = new Dictionary<Vertex, int>();
        var exit = new Vertex(parent.Resource, VertexKind.Exit, parent.Priority) { EndsGenerated = true };
        foreach (var resource in resources)
        {
            var place = parent.Priority.Generated + added.Count + named.Count + 1;
            if (VertexOf(graph, parent, resource, place) is { } vertex)
            {
                added.Add(vertex);
            }
            else if (
                graph.TryFind(resource.Reference, out var known, out _)
                && known.IsResource
                && known != parent
            )
            {
                named.TryAdd(known, place);
            }
        }
        if (graph.TypeOf(parent.Resource.Type) is not RubyResourceType)
        {
            named.Clear();
        }
        if (added.Count + named.Count == 0)
        {
            return [];
        }
        added.AddRange(Follow(parent, named, holdBack));
        var siblings = added.ToHashSet();
        graph.Add(exit);
        foreach (var link in parent.Outgoing.Where(link => !siblings.Contains(link.Target)).ToList())
        {
            graph.Disconnect(link);
            graph.Connect(exit, link.Target, link.Refreshes);
        }
        foreach (var vertex in added)
        {
            graph.Connect(parent, vertex);
            graph.Connect(vertex, exit, refreshes: true);
            if (parent.Resource.Type != "Tidy")
            {
                ConnectSiblings(graph, vertex, siblings);
            }
            if (parent.Resource.Type == "Concat_file")
            {
                // The module's own type makes the file before the run, and its container hears of it.
                AddForetold.Contain(graph, parent, vertex);
            }
        }
        graph.Connect(parent, exit, refreshes: true);
        added.Add(exit);
        return added;
    }

    /// <summary>
    /// Those of the graph's own resources that can follow their parent: not what waits for others that wait
    /// for it.
    /// </summary>
    private static IEnumerable<Vertex> Follow(
        Vertex parent,
        Dictionary<Vertex, int> named,
        Func<Vertex, bool> holdBack
    )
    {
        var later = new HashSet<Vertex>();
        do
        {
            var waiting = new Stack<Vertex>(parent.Outgoing.Select(link => link.Target).Except(named.Keys));
            while (waiting.TryPop(out var vertex))
            {
                if (later.Add(vertex))
                {
                    vertex.OutgoingLinks.ForEach(link => waiting.Push(link.Target));
                }
            }
        } while (later.Count(named.Remove) > 0);
        foreach (var (vertex, place) in named.Where(one => holdBack(one.Key)))
        {
            vertex.Priority = parent.Priority with { Generated = place };
            yield return vertex;
        }
    }

    /// <summary>The vertex of what follows from a resource, or null when the graph has it already.</summary>
    /// <param name="place">Its place among what follows from the same one of the catalog.</param>
    public static Vertex? VertexOf(ResourceGraph graph, Vertex parent, Resource resource, int place)
    {
        if (graph.TryFind(resource.Reference, out _, out _))
        {
            return null;
        }
        var type = graph.TypeOf(resource.Type)!;
        var vertex = new Vertex(
            type.Normalize(resource with { Tags = Tags(resource, parent.Resource) }).Resource,
            VertexKind.Resource,
            parent.Priority with
            {
                Generated = place,
            }
        )
        {
            ContainmentPath = [.. parent.ContainmentPath[..^1], resource.Reference.ToString()],
        };
        if (!graph.Name(resource.Reference, vertex, vertex))
        {
            return null;
        }
        graph.Add(vertex);
        return vertex;
    }

    /// <summary>Its type and title, as far as that can be a tag, its own, and those of its parent.</summary>
    private static ImmutableArray<string> Tags(Resource resource, Resource parent)
    {
        var title = resource.Title.ToLowerInvariant();
        IEnumerable<string> own =
        [
            resource.Type.ToLowerInvariant(),
            .. Tag().IsMatch(title) ? [title] : Array.Empty<string>(),
        ];
        return [.. own.Concat(resource.Tags).Concat(parent.Tags).Distinct()];
    }

    [GeneratedRegex(@"\A[\p{L}\p{N}_][\p{L}\p{N}_:.-]*\z")]
    private static partial Regex Tag();

    /// <summary>
    /// Directories before what they hold, but where they are removed. Others they would wait for, their
    /// parent has waited for.
    /// </summary>
    private static void ConnectSiblings(ResourceGraph graph, Vertex vertex, HashSet<Vertex> added)
    {
        var type = graph.TypeOf(vertex.Resource.Type)!;
        foreach (var reference in type.Autorequires(vertex.Resource))
        {
            if (graph.TryFind(reference, out var sibling, out _) && added.Contains(sibling))
            {
                graph.Connect(sibling, vertex);
            }
        }
    }
}
