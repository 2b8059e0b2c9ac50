using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Links what resource types know by themselves, unless the manifest says the opposite.</summary>
internal static class AddAutorequires
{
    public static void Run(ResourceGraph graph)
    {
        foreach (var vertex in graph.Vertices.Where(vertex => vertex.IsResource).ToList())
        {
            Connect(graph, vertex);
        }
    }

    private static void Connect(ResourceGraph graph, Vertex vertex)
    {
        var type = graph.TypeOf(vertex.Resource.Type)!;
        if (type is RubyResourceType ruby)
        {
            ConnectRuby(graph, vertex, ruby);
            return;
        }
        foreach (var reference in type.Autorequires(vertex.Resource))
        {
            if (
                graph.TryFind(reference, out _, out var other)
                && !graph.AreConnected(vertex, other)
                && other.IsResource
                && other != vertex
            )
            {
                graph.Connect(other, vertex);
            }
        }
    }

    private static void ConnectRuby(ResourceGraph graph, Vertex vertex, RubyResourceType type)
    {
        foreach (var (kind, reference) in type.Relations(vertex.Resource))
        {
            if (
                !graph.TryFind(reference, out var other, out _)
                || !other.IsResource
                || graph.AreConnected(vertex, other)
                || graph.AreConnected(other, vertex)
            )
            {
                continue;
            }
            var refreshes = kind is "subscribe" or "notify";
            if (kind is "before" or "notify")
            {
                graph.Connect(vertex, other, refreshes);
            }
            else
            {
                graph.Connect(other, vertex, refreshes);
            }
        }
    }
}
