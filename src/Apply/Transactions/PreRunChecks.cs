using Bunraku.Model;
using Bunraku.Ruby;

namespace Bunraku.Apply;

/// <summary>What types in Ruby check before anything is done (<c>pre_run_check</c>).</summary>
internal static class PreRunChecks
{
    /// <summary>Whether the run may begin; what keeps it from that is told.</summary>
    public static bool Pass(ResourceGraph graph, RunLog log)
    {
        if (graph.Ruby is not { HasWorld: true } ruby)
        {
            return true;
        }
        var failures = new List<(Vertex Vertex, string Message)>();
        foreach (var vertex in graph.Vertices.Where(vertex => vertex.IsResource))
        {
            if (ruby.World.Instance(vertex.Resource.Reference) is not { } made)
            {
                continue;
            }
            try
            {
                if (ruby.World.Call("check_before_run", made) is RubyString problem)
                {
                    failures.Add((vertex, problem.Text));
                }
            }
            catch (HostException failure)
            {
                log.Write(LogLevel.Err, $"Failed to apply catalog: {failure.Message}");
                return false;
            }
        }
        foreach (var (vertex, message) in failures)
        {
            log.Write(LogLevel.Err, vertex, message);
        }
        if (failures.Count > 0)
        {
            log.Write(LogLevel.Err, "Failed to apply catalog: Some pre-run checks failed");
        }
        return failures.Count == 0;
    }
}
