using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// Which resources a run passes over: by its end, by their tags and schedules, and because of what failed
/// before them.
/// </summary>
internal sealed class Skipping(
    Func<Vertex, VertexState> stateOf,
    Schedules schedules,
    ResourceEvaluation evaluation,
    TransactionSettings settings,
    RunEnd end,
    RunLog log
)
{
    /// <summary>Whether a resource is passed over, which is told.</summary>
    public bool IsSkipped(VertexState state)
    {
        if (settings.Cancellation.IsCancellationRequested || end.IsEarly)
        {
            log.Write(LogLevel.Debug, state.Vertex, "Transaction canceled, skipping");
            return true;
        }
        if (!IsTagged(state))
        {
            log.Write(LogLevel.Debug, state.Vertex, $"Not tagged with {string.Join(", ", settings.Tags)}");
            return true;
        }
        if (!IsScheduled(state))
        {
            return true;
        }
        if (state.FailedDependencies.Count == 0)
        {
            return false;
        }
        foreach (var failed in state.FailedDependencies)
        {
            log.WriteOnce(LogLevel.Notice, state.Vertex, $"Dependency {failed} has failures: true");
        }
        log.Write(LogLevel.Warning, state.Vertex, "Skipping because of failed dependencies");
        return true;
    }

    /// <summary>Whether its tags are among those of the run.</summary>
    public bool IsTagged(VertexState state)
    {
        // Tags are in small letters, however they are asked for.
        bool IsOne(string tag) => state.Resource.Tags.Contains(tag.ToLowerInvariant());
        return !settings.SkipTags.Any(IsOne) && (settings.Tags.IsEmpty || settings.Tags.Any(IsOne));
    }

    private bool IsScheduled(VertexState state)
    {
        try
        {
            if (schedules.Allow(state.Resource))
            {
                return true;
            }
            log.Write(LogLevel.Debug, state.Vertex, "Not scheduled");
        }
        catch (HostException unknown)
        {
            evaluation.Fail(state, unknown.Message);
        }
        return false;
    }

    /// <summary>Takes over the failures of what a vertex waited for.</summary>
    public void GatherFailures(VertexState state)
    {
        foreach (var link in state.Vertex.IncomingLinks)
        {
            var source = stateOf(link.Source);
            if (source.IsFailed || source.FailedToRestart)
            {
                state.AddFailedDependency(source.Vertex);
                continue;
            }
            foreach (var failed in source.FailedDependencies)
            {
                state.AddFailedDependency(failed);
            }
        }
    }
}
