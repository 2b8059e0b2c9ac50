namespace Bunraku.Model;

public enum EventStatus
{
    Success,
    Failure,
    Noop,
    Audit,
}

/// <summary>Something that was changed, would have been, or failed to be: report format 12.</summary>
/// <param name="Name">Such as <c>file_created</c>, <c>mode_changed</c>, <c>refresh</c>.</param>
/// <param name="Property">Null for what concerns the whole resource.</param>
public sealed record Event(
    string Name,
    string? Property,
    EventStatus Status,
    string Message,
    DateTimeOffset Time
)
{
    public Value? PreviousValue { get; init; }

    public Value? DesiredValue { get; init; }

    public Value? HistoricalValue { get; init; }

    /// <summary>Whether the property is one that is audited.</summary>
    public bool IsAudited { get; init; }

    public bool IsRedacted { get; init; }

    /// <summary>Whether the host had drifted from what an earlier run made.</summary>
    public bool IsCorrective { get; init; }
}
