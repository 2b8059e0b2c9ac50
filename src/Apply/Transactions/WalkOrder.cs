namespace Bunraku.Apply;

/// <summary>When each vertex of a graph comes in a walk one by one.</summary>
internal static class WalkOrder
{
    /// <returns>By the vertices' indices.</returns>
    public static int[] Of(ResourceGraph graph)
    {
        var ranks = new int[graph.Vertices.Count];
        var waiting = graph.Vertices.Select(vertex => vertex.IncomingLinks.Count).ToArray();
        var ready = new PriorityQueue<Vertex, Priority>();
        var free = new Stack<Vertex>(graph.Vertices.Where(vertex => waiting[vertex.Index] == 0).Reverse());
        var next = 0;
        while (true)
        {
            // Entries and exits go at once, resources in the order of the catalog.
            if (!free.TryPop(out var vertex) && !ready.TryDequeue(out vertex, out _))
            {
                return ranks;
            }
            if (vertex.IsResource && ranks[vertex.Index] == 0)
            {
                ranks[vertex.Index] = -1;
                ready.Enqueue(vertex, vertex.Priority);
                continue;
            }
            ranks[vertex.Index] = ++next;
            foreach (var link in vertex.OutgoingLinks)
            {
                if (--waiting[link.Target.Index] == 0)
                {
                    free.Push(link.Target);
                }
            }
        }
    }
}
