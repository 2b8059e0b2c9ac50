namespace Bunraku.Apply;

/// <summary>Resources that wait for each other.</summary>
/// <param name="Path">One circle of them, its first at both ends.</param>
/// <param name="Members">All of them.</param>
public sealed record DependencyCycle(IReadOnlyList<Vertex> Path, IReadOnlyCollection<Vertex> Members);

/// <summary>Finds resources that wait for themselves: Tarjan's strongly connected components.</summary>
internal static class CheckCycles
{
    public static IReadOnlyList<DependencyCycle> Run(ResourceGraph graph) =>
        [
            .. Components(graph.Vertices)
                .Select(component => new DependencyCycle(ShortestCycle(component), component))
                .Concat(graph.Loops.Select(vertex => new DependencyCycle([vertex, vertex], [vertex])))
                .OrderBy(cycle => cycle.Path[0].Priority),
        ];

    /// <summary>
    /// The components of more than one vertex. Without recursion: a catalog may be one chain of any length.
    /// </summary>
    private static IEnumerable<HashSet<Vertex>> Components(IReadOnlyList<Vertex> vertices)
    {
        // By the vertices' own indices: when a vertex was seen, from 1, and the earliest that it leads to.
        var index = new int[vertices.Count];
        var low = new int[vertices.Count];
        var seen = 0;
        var open = new Stack<Vertex>();
        var isOpen = new bool[vertices.Count];
        var calls = new Stack<(Vertex Vertex, int Next)>();
        foreach (var root in vertices.Where(root => index[root.Index] == 0))
        {
            calls.Push((root, 0));
            while (calls.TryPop(out var call))
            {
                var (vertex, next) = call;
                if (next == 0)
                {
                    index[vertex.Index] = low[vertex.Index] = ++seen;
                    open.Push(vertex);
                    isOpen[vertex.Index] = true;
                }
                else
                {
                    var target = vertex.OutgoingLinks[next - 1].Target;
                    low[vertex.Index] = Math.Min(low[vertex.Index], low[target.Index]);
                }
                if (Advance(vertex, next, index, low, isOpen) is { } at)
                {
                    calls.Push((vertex, at + 1));
                    calls.Push((vertex.OutgoingLinks[at].Target, 0));
                }
                else if (low[vertex.Index] == index[vertex.Index] && open.Peek() == vertex)
                {
                    isOpen[open.Pop().Index] = false;
                }
                else if (low[vertex.Index] == index[vertex.Index])
                {
                    yield return PopComponent(vertex, open, isOpen);
                }
            }
        }
    }

    /// <summary>The next target that was never seen; those on the stack lower the mark in passing.</summary>
    private static int? Advance(Vertex vertex, int next, int[] index, int[] low, bool[] isOpen)
    {
        for (var i = next; i < vertex.OutgoingLinks.Count; i++)
        {
            var target = vertex.OutgoingLinks[i].Target;
            if (index[target.Index] == 0)
            {
                return i;
            }
            if (isOpen[target.Index])
            {
                low[vertex.Index] = Math.Min(low[vertex.Index], index[target.Index]);
            }
        }
        return null;
    }

    private static HashSet<Vertex> PopComponent(Vertex root, Stack<Vertex> open, bool[] isOpen)
    {
        var component = new HashSet<Vertex>();
        Vertex vertex;
        do
        {
            vertex = open.Pop();
            isOpen[vertex.Index] = false;
            component.Add(vertex);
        } while (vertex != root);
        return component;
    }

    /// <summary>
    /// The shortest way from the component's first vertex back to it; first and last are the same.
    /// </summary>
    private static List<Vertex> ShortestCycle(HashSet<Vertex> component)
    {
        var start = component.MinBy(vertex => (vertex.Priority, vertex.Kind))!;
        var cameFrom = new Dictionary<Vertex, Vertex>();
        var queue = new Queue<Vertex>([start]);
        while (queue.TryDequeue(out var vertex))
        {
            foreach (var link in vertex.Outgoing.Where(link => component.Contains(link.Target)))
            {
                if (!cameFrom.TryAdd(link.Target, vertex))
                {
                    continue;
                }
                if (link.Target == start)
                {
                    return PathBack(start, cameFrom);
                }
                queue.Enqueue(link.Target);
            }
        }
        throw new System.Diagnostics.UnreachableException();
    }

    private static List<Vertex> PathBack(Vertex start, Dictionary<Vertex, Vertex> cameFrom)
    {
        var path = new List<Vertex> { start };
        for (var at = cameFrom[start]; at != start; at = cameFrom[at])
        {
            path.Add(at);
        }
        path.Add(start);
        path.Reverse();
        return path;
    }
}
