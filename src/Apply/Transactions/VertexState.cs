using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>How far a vertex has come in a run.</summary>
internal sealed class VertexState(Vertex vertex)
{
    private readonly ImmutableArray<Event>.Builder events = ImmutableArray.CreateBuilder<Event>();

    public Vertex Vertex => vertex;

    public Resource Resource => vertex.Resource;

    /// <summary>How many it still waits for.</summary>
    public int Waiting { get; set; }

    /// <summary>Whether those that wait for it wait no longer.</summary>
    public bool IsDone { get; set; }

    /// <summary>Refreshes it has been promised, one event each.</summary>
    public List<Event> Refreshes { get; } = [];

    /// <summary>The resources whose failure keeps this one from being managed.</summary>
    public List<Vertex> FailedDependencies { get; } = [];

    public Provider? Provider { get; set; }

    public DateTimeOffset Time { get; set; }

    public double? EvaluationSeconds { get; set; }

    public bool IsSkipped { get; set; }

    public bool IsScheduled { get; set; }

    public bool IsRestarted { get; set; }

    public bool FailedToRestart { get; set; }

    /// <summary>What is audited of it, as it was found.</summary>
    public ImmutableArray<AuditedProperty> Audited { get; set; } = [];

    public bool IsFailed { get; private set; }

    public IReadOnlyList<Event> Events => events;

    public void Add(Event happened)
    {
        events.Add(happened);
        IsFailed |= happened.Status == EventStatus.Failure;
    }

    public ResourceStatus ToStatus() =>
        new(Resource)
        {
            Events = events.ToImmutable(),
            ContainmentPath = vertex.ContainmentPath,
            Provider = Provider?.Name,
            Time = Time,
            EvaluationSeconds = EvaluationSeconds,
            IsSkipped = IsSkipped,
            IsScheduled = IsScheduled,
            IsRestarted = IsRestarted,
            FailedToRestart = FailedToRestart,
        };
}
