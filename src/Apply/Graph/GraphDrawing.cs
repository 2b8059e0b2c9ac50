using System.Text;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>A catalog in the language of Graphviz, in the three views the reference draws.</summary>
public static class GraphDrawing
{
    private static readonly (string Name, bool IsAfter)[] Relations =
    [
        ("before", false),
        ("notify", false),
        ("require", true),
        ("subscribe", true),
    ];

    /// <summary>What contains what.</summary>
    public static string Resources(ResourceGraph graph) =>
        Draw(
            "Resources",
            Names(graph),
            graph.Catalog.Edges.Select(edge => (NameOf(edge.Source), NameOf(edge.Target)))
        );

    /// <summary>What waits for what, containers as they are.</summary>
    public static string Relationships(ResourceGraph graph)
    {
        var edges = new List<(string, string)>();
        foreach (var vertex in graph.Vertices.Where(vertex => vertex.Kind != VertexKind.Exit))
        {
            foreach (var (name, isAfter) in Relations)
            {
                foreach (var reference in References.In(vertex.Resource[name]))
                {
                    if (graph.TryFind(reference, out var other, out _))
                    {
                        var (own, their) = (vertex.ToString(), other.ToString());
                        edges.Add(isAfter ? (their, own) : (own, their));
                    }
                }
            }
            edges.AddRange(
                vertex
                    .Incoming.Where(link => vertex.IsResource && link.Source.IsResource)
                    .Select(link => (link.Source.ToString(), vertex.ToString()))
            );
        }
        return Draw("Relationships", Names(graph), edges.Distinct());
    }

    /// <summary>The order of a run, containers as their beginnings and ends.</summary>
    public static string Expanded(ResourceGraph graph)
    {
        var vertices = graph
            .Vertices.Where(vertex => vertex.IsResource)
            .Concat(graph.Vertices.Where(v => !v.IsResource));
        var edges =
            from vertex in graph.Vertices
            from link in vertex.Outgoing
            // A container that holds something is held open by what it holds.
            where !(IsOwn(link) && vertex.Outgoing.Count > 1)
            select (Whit(link.Source), Whit(link.Target));
        return Draw("Expanded_relationships", vertices.Select(Whit), edges);
    }

    /// <summary>The resources that wait for themselves, in circles.</summary>
    public static string Cycles(IReadOnlyList<DependencyCycle> cycles)
    {
        var text = new StringBuilder("digraph Resource_Cycles {\n  label = \"Resource Cycles\"\n");
        foreach (var cycle in cycles)
        {
            text.AppendJoin(" -> ", cycle.Path.Select(vertex => $"\"{vertex}\"")).Append('\n');
        }
        return text.Append("}\n").ToString();
    }

    private static bool IsOwn(Link link) =>
        link.Source.Kind == VertexKind.Entry
        && link.Target.Kind == VertexKind.Exit
        && link.Source.Resource == link.Target.Resource;

    private static string Whit(Vertex vertex)
    {
        var name = vertex.ToString();
        return vertex.Kind switch
        {
            VertexKind.Entry => $"Whit[Admissible_{char.ToLowerInvariant(name[0])}{name[1..]}]",
            VertexKind.Exit => $"Whit[Completed_{char.ToLowerInvariant(name[0])}{name[1..]}]",
            _ => name,
        };
    }

    private static IEnumerable<string> Names(ResourceGraph graph) =>
        graph.Vertices.Where(vertex => vertex.Kind != VertexKind.Exit).Select(vertex => vertex.ToString());

    private static string NameOf(ResourceReference reference) => Vertex.NameOf(reference).ToString();

    private static string Draw(
        string name,
        IEnumerable<string> vertices,
        IEnumerable<(string Source, string Target)> edges
    )
    {
        var text = new StringBuilder($"digraph {name} {{\n    label = \"{name}\"\n");
        foreach (var vertex in vertices.Select(Escaped))
        {
            text.Append(
                $"    \"{vertex}\" [\n        fontsize = 8,\n        label = \"{vertex}\"\n    ]\n\n"
            );
        }
        foreach (var (source, target) in edges)
        {
            text.Append(
                $"    \"{Escaped(source)}\" -> \"{Escaped(target)}\" [\n        fontsize = 8\n    ]\n\n"
            );
        }
        return text.Append("}\n").ToString();
    }

    private static string Escaped(string text) => text.Replace("\"", "\\\"").Replace("\n", "\\n");
}
