namespace Bunraku.Language;

public enum LintSeverity
{
    Warning,
    Error,

    /// <summary>A control comment says so.</summary>
    Ignored,
    Fixed,
}

/// <summary>A problem that a lint check found.</summary>
public sealed record LintProblem(string Check, LintSeverity Severity, string Message, int Line, int Column)
{
    /// <summary>Why it is ignored, as the control comment says.</summary>
    public string? Reason { get; init; }

    /// <summary>Mends the tokens; false when it cannot be done. Null where there is no mending.</summary>
    internal Func<LintManifest, bool>? Fix { get; init; }
}
