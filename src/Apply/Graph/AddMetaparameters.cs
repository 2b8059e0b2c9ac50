using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Apply;

/// <summary>Links what <c>require</c>, <c>before</c>, <c>subscribe</c> and <c>notify</c> say.</summary>
internal static class AddMetaparameters
{
    private static readonly (string Name, bool IsAfter, bool Refreshes)[] Relations =
    [
        ("before", false, false),
        ("notify", false, true),
        ("require", true, false),
        ("subscribe", true, true),
    ];

    public static void Run(ResourceGraph graph, IEnumerable<Vertex> vertices, List<Diagnostic> diagnostics)
    {
        foreach (var vertex in vertices.Where(vertex => vertex.Kind != VertexKind.Exit))
        {
            graph.TryFind(vertex.Resource.Reference, out var entry, out var exit);
            foreach (var (name, isAfter, refreshes) in Relations)
            {
                foreach (var reference in References.In(vertex.Resource[name]))
                {
                    if (!graph.TryFind(reference, out var otherEntry, out var otherExit))
                    {
                        diagnostics.Add(ApplyDiagnostics.UnknownRelative(vertex.Resource, name, reference));
                    }
                    else if (isAfter)
                    {
                        graph.Connect(otherExit, entry, refreshes);
                    }
                    else
                    {
                        graph.Connect(exit, otherEntry, refreshes);
                    }
                }
            }
        }
    }
}
