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
        var type = ResourceTypeRoster.Find(vertex.Resource.Type)!;
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
}
