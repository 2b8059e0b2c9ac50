using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>How far a vertex has come in a run.</summary>
internal sealed class VertexState(Vertex vertex, RunLog log)
{
    // Most resources are as they should be: nothing is made for what does not happen.
    private List<Event>? events;
    private List<Event>? refreshes;
    private List<Vertex>? failedDependencies;
    private bool hasFailure;

    public Vertex Vertex => vertex;

    public Resource Resource => vertex.Resource;

    /// <summary>Where it is told of: its own part of the log while other threads are at work.</summary>
    public RunLog Log { get; set; } = log;

    /// <summary>How many it still waits for.</summary>
    public int Waiting { get; set; }

    /// <summary>Whether those that wait for it wait no longer.</summary>
    public bool IsDone { get; set; }

    /// <summary>Refreshes it has been promised, one event each.</summary>
    public IReadOnlyList<Event> Refreshes => refreshes ?? (IReadOnlyList<Event>)[];

    /// <summary>The resources whose failure keeps this one from being managed.</summary>
    public IReadOnlyList<Vertex> FailedDependencies => failedDependencies ?? (IReadOnlyList<Vertex>)[];

    public Provider? Provider { get; set; }

    public DateTimeOffset Time { get; set; }

    public double? EvaluationSeconds { get; set; }

    public bool IsSkipped { get; set; }

    public bool IsScheduled { get; set; }

    public bool IsRestarted { get; set; }

    public bool FailedToRestart { get; set; }

    /// <summary>What is audited of it, as it was found.</summary>
    public ImmutableArray<AuditedProperty> Audited { get; set; } = [];

    public bool IsFailed => hasFailure || Unmanageable is not null;

    /// <summary>
    /// The provider that does not work on the host, empty when none does; null when one manages the resource.
    /// </summary>
    public string? Unmanageable { get; set; }

    public IReadOnlyList<Event> Events => events ?? (IReadOnlyList<Event>)[];

    public Event? LastEventOf(string property) => events?.FindLast(e => e.Property == property);

    public void Add(Event happened)
    {
        (events ??= new(1)).Add(happened);
        hasFailure |= happened.Status == EventStatus.Failure;
    }

    public void PromiseRefreshes(IEnumerable<Event> promised) => (refreshes ??= []).AddRange(promised);

    public void DropRefreshes() => refreshes?.Clear();

    /// <summary>Keeps it from being managed because of what failed before it.</summary>
    public void AddFailedDependency(Vertex failed)
    {
        failedDependencies ??= [];
        if (!failedDependencies.Contains(failed))
        {
            failedDependencies.Add(failed);
        }
    }

    public ResourceStatus ToStatus() =>
        new(Resource)
        {
            Events = events is null ? [] : [.. events],
            ContainmentPath = vertex.ContainmentPath,
            Provider = Provider?.ReportedName ?? (Unmanageable is { Length: > 0 } named ? named : null),
            IsUnmanageable = Unmanageable is not null,
            Time = Time,
            EvaluationSeconds = EvaluationSeconds,
            IsSkipped = IsSkipped,
            IsScheduled = IsScheduled,
            IsRestarted = IsRestarted,
            FailedToRestart = FailedToRestart,
        };
}
