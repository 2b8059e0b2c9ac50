using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>How a resource came out of a run: report format 12.</summary>
public sealed record ResourceStatus(Resource Resource)
{
    public ImmutableArray<Event> Events { get; init; } = [];

    /// <summary>The containers from the stage down to the resource.</summary>
    public ImmutableArray<string> ContainmentPath { get; init; } = [];

    public string? Provider { get; init; }

    public DateTimeOffset Time { get; init; }

    public double? EvaluationSeconds { get; init; }

    public bool IsSkipped { get; init; }

    public bool IsScheduled { get; init; }

    public bool IsRestarted { get; init; }

    public bool FailedToRestart { get; init; }

    /// <summary>Whether no provider manages it on the host: it has failed, without an event.</summary>
    public bool IsUnmanageable { get; init; }

    public bool IsFailed => IsUnmanageable || Events.Any(e => e.Status == EventStatus.Failure);

    public bool IsChanged => ChangeCount > 0;

    public bool IsOutOfSync => OutOfSyncCount > 0;

    public bool IsCorrective => Events.Any(e => e.IsCorrective);

    public int ChangeCount => Events.Count(e => e.Status == EventStatus.Success);

    public int OutOfSyncCount => Events.Count(e => e.Status != EventStatus.Audit);
}
