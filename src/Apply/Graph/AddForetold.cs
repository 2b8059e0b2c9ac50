using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Apply;

/// <summary>
/// Adds what types in Ruby make of their resources before the run (<c>generate</c>): in the container of the
/// resource and after it, as if the manifest had named them. Who waits for it does not wait for
/// them.
/// </summary>
internal static class AddForetold
{
    /// <summary>How far from each other they stand, so that what they make has its place.</summary>
    private const int FirstStep = 1 << 20;

    private const int StepShift = 10;

    /// <summary>Whether all was made and the graph can be walked; what went wrong is told.</summary>
    public static bool Run(ResourceGraph graph, RunLog log, out bool failed)
    {
        var made = new List<(Vertex Parent, Vertex Child)>();
        failed = false;
        foreach (var vertex in graph.Vertices.Where(vertex => vertex.IsResource).ToList())
        {
            failed |= !Make(graph, vertex, FirstStep, log, made);
        }
        if (made.Count == 0)
        {
            return true;
        }
        var problems = new List<Diagnostic>();
        AddMetaparameters.Run(graph, [.. made.Select(one => one.Child)], problems);
        // One that is told to come before who made it does.
        foreach (var (parent, child) in made.Where(one => !graph.AreConnected(one.Child, one.Parent)))
        {
            graph.Connect(parent, child);
        }
        AddAutorequires.Run(graph);
        if (CheckCycles.Run(graph) is { Count: > 0 } cycles)
        {
            problems.Add(ApplyDiagnostics.DependencyCycle(cycles));
        }
        foreach (var problem in problems)
        {
            log.Write(LogLevel.Err, $"Failed to apply catalog: {problem.Message}");
        }
        return problems.Count == 0;
    }

    private static bool Make(
        ResourceGraph graph,
        Vertex parent,
        int step,
        RunLog log,
        List<(Vertex Parent, Vertex Child)> all
    )
    {
        if (graph.TypeOf(parent.Resource.Type) is not RubyResourceType type)
        {
            return true;
        }
        ImmutableArray<Resource> made;
        try
        {
            made = type.Generate(parent.Resource);
        }
        catch (HostException failure)
        {
            log.Write(
                LogLevel.Err,
                parent,
                $"Failed to generate additional resources using 'generate': {failure.Message}"
            );
            return false;
        }
        var succeeded = true;
        // The last is asked first what it makes itself, as in the reference.
        for (var i = made.Length - 1; i >= 0; i--)
        {
            var place = parent.Priority.Generated + (i + 1) * step;
            if (AddGenerated.VertexOf(graph, parent, made[i], place) is not { } vertex)
            {
                continue;
            }
            all.Add((parent, vertex));
            Contain(graph, parent, vertex);
            succeeded &= Make(graph, vertex, Math.Max(step >> StepShift, 1), log, all);
        }
        return succeeded;
    }

    internal static void Contain(ResourceGraph graph, Vertex parent, Vertex vertex)
    {
        foreach (var link in parent.Incoming.ToList())
        {
            if (
                link is { Refreshes: true, Source.Kind: VertexKind.Entry }
                && graph.TryFind(link.Source.Resource.Reference, out var entry, out var exit)
            )
            {
                graph.Connect(entry, vertex, refreshes: true);
                graph.Connect(vertex, exit, refreshes: true);
            }
        }
    }
}
