using System.Collections;
using System.Collections.Immutable;
using Bunraku.Apply;
using Bunraku.Model;

namespace Bunraku.Images;

/// <summary>
/// The resources of a graph in the order in which a transaction takes them, and what each waits for.
/// </summary>
internal static class LayerOrder
{
    /// <param name="followsData">Whether a class, by its name in small letters, read data.</param>
    public static ImmutableArray<PlannedResource> Of(ResourceGraph graph, Func<string, bool> followsData)
    {
        var order = Sort(graph);
        var resources = order.Where(vertex => vertex.IsResource).ToList();
        var numbers = resources
            .Select((vertex, i) => (vertex, i))
            .ToDictionary(pair => pair.vertex, pair => pair.i);
        var before = new Dictionary<Vertex, BitArray>();
        foreach (var vertex in order)
        {
            var mine = new BitArray(resources.Count);
            foreach (var source in vertex.Incoming.Select(link => link.Source))
            {
                mine.Or(before[source]);
                if (numbers.TryGetValue(source, out var number))
                {
                    mine[number] = true;
                }
            }
            before[vertex] = mine;
        }
        return
        [
            .. resources.Select(vertex =>
            {
                var className = ClassOf(vertex);
                return new PlannedResource(
                    vertex.Resource,
                    className,
                    resources
                        .Where((_, i) => before[vertex][i])
                        .Select(source => source.Resource.Reference)
                        .ToHashSet(),
                    followsData(className == MainClass ? "" : className.ToLowerInvariant())
                );
            }),
        ];
    }

    /// <summary>What resources outside of every class belong to.</summary>
    public const string MainClass = "main";

    private static List<Vertex> Sort(ResourceGraph graph)
    {
        var waiting = graph.Vertices.ToDictionary(vertex => vertex, vertex => vertex.Incoming.Count);
        var order = new List<Vertex>(waiting.Count);
        var ready = new PriorityQueue<Vertex, Priority>();
        var passing = new Stack<Vertex>();
        foreach (var vertex in graph.Vertices.Where(vertex => vertex.Incoming.Count == 0))
        {
            Release(vertex);
        }
        while (ready.TryDequeue(out var vertex, out _))
        {
            Take(vertex);
        }
        return order;

        void Release(Vertex vertex)
        {
            if (vertex.IsResource)
            {
                ready.Enqueue(vertex, vertex.Priority);
                return;
            }
            // Entries and exits of containers do nothing and go at once, as the transaction lets them.
            passing.Push(vertex);
            while (passing.TryPop(out var container))
            {
                Take(container);
            }
        }

        void Take(Vertex vertex)
        {
            order.Add(vertex);
            foreach (var target in vertex.Outgoing.Select(link => link.Target))
            {
                if (--waiting[target] > 0)
                {
                    continue;
                }
                if (target.IsResource)
                {
                    ready.Enqueue(target, target.Priority);
                }
                else if (vertex.IsResource)
                {
                    Release(target);
                }
                else
                {
                    passing.Push(target);
                }
            }
        }
    }

    private static string ClassOf(Vertex vertex)
    {
        // Only classes go by their bare name there, the others as `Type[title]`.
        var name = vertex.ContainmentPath.LastOrDefault(part => !part.EndsWith(']'));
        return name is null or "Main" ? MainClass : name;
    }
}
