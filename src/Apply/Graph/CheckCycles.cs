namespace Bunraku.Apply;

/// <summary>Finds resources that wait for themselves: Tarjan's strongly connected components.</summary>
internal static class CheckCycles
{
    /// <summary>A circle for each knot, its first vertex at both ends.</summary>
    public static IReadOnlyList<IReadOnlyList<Vertex>> Run(ResourceGraph graph) =>
        [
            .. Components(graph.Vertices)
                .Select(ShortestCycle)
                .Concat(graph.Loops.Select(vertex => new List<Vertex> { vertex, vertex }))
                .OrderBy(cycle => cycle[0].Priority),
        ];

    /// <summary>
    /// The components of more than one vertex. Without recursion: a catalog may be one chain of any length.
    /// </summary>
    private static IEnumerable<HashSet<Vertex>> Components(IReadOnlyList<Vertex> vertices)
    {
        var index = new Dictionary<Vertex, int>(vertices.Count);
        var low = new Dictionary<Vertex, int>(vertices.Count);
        var open = new Stack<Vertex>();
        var isOpen = new HashSet<Vertex>();
        var calls = new Stack<(Vertex Vertex, int Next)>();
        foreach (var root in vertices.Where(root => !index.ContainsKey(root)))
        {
            calls.Push((root, 0));
            while (calls.TryPop(out var call))
            {
                var (vertex, next) = call;
                if (next == 0)
                {
                    index[vertex] = low[vertex] = index.Count;
                    open.Push(vertex);
                    isOpen.Add(vertex);
                }
                else
                {
                    low[vertex] = Math.Min(low[vertex], low[vertex.Outgoing[next - 1].Target]);
                }
                if (Advance(vertex, next, index, low, isOpen) is { } at)
                {
                    calls.Push((vertex, at + 1));
                    calls.Push((vertex.Outgoing[at].Target, 0));
                }
                else if (low[vertex] == index[vertex] && open.Peek() == vertex)
                {
                    isOpen.Remove(open.Pop());
                }
                else if (low[vertex] == index[vertex])
                {
                    yield return PopComponent(vertex, open, isOpen);
                }
            }
        }
    }

    /// <summary>The next target that was never seen; those on the stack lower the mark in passing.</summary>
    private static int? Advance(
        Vertex vertex,
        int next,
        Dictionary<Vertex, int> index,
        Dictionary<Vertex, int> low,
        HashSet<Vertex> isOpen
    )
    {
        for (var i = next; i < vertex.Outgoing.Count; i++)
        {
            var target = vertex.Outgoing[i].Target;
            if (!index.TryGetValue(target, out var seen))
            {
                return i;
            }
            if (isOpen.Contains(target))
            {
                low[vertex] = Math.Min(low[vertex], seen);
            }
        }
        return null;
    }

    private static HashSet<Vertex> PopComponent(Vertex root, Stack<Vertex> open, HashSet<Vertex> isOpen)
    {
        var component = new HashSet<Vertex>();
        Vertex vertex;
        do
        {
            vertex = open.Pop();
            isOpen.Remove(vertex);
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
