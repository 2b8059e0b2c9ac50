using System.Collections.Immutable;

namespace Bunraku.Text;

public enum Severity
{
    Error,
    Warning,
    Info,
}

/// <summary>A place in a source and what is to be said about it.</summary>
public sealed record Label(Span Span, string? Text = null);

/// <summary>
/// One thing told to the user. Made by a factory method of a room's <c>…Diagnostics</c> class only.
/// </summary>
/// <param name="Code">Kebab-case name, explained in <c>docs/errors/CODE.md</c>.</param>
/// <param name="Message">One sentence that stands alone: lower-case start, no final period.</param>
/// <param name="Primary">Where it is; null when no source is involved (a registry, a disk).</param>
/// <param name="Help">What to do about it, or null.</param>
public sealed record Diagnostic(
    Severity Severity,
    string Code,
    string Message,
    Label? Primary = null,
    string? Help = null
)
{
    public ImmutableArray<Label> Secondary { get; init; } = [];

    /// <summary>
    /// The reference implementation's own sentence and issue code where it has one, position suffix excluded:
    /// what <c>outcome</c> prints and conformance compares.
    /// </summary>
    public ReferenceWording? Reference { get; init; }

    public static Diagnostic Error(
        string code,
        string message,
        Span? at = null,
        string? label = null,
        string? help = null
    ) => new(Severity.Error, code, message, at is { } span ? new Label(span, label) : null, help);

    public static Diagnostic Warning(
        string code,
        string message,
        Span? at = null,
        string? label = null,
        string? help = null
    ) => new(Severity.Warning, code, message, at is { } span ? new Label(span, label) : null, help);
}

/// <summary>
/// How the reference words a failure: issue code such as <c>UNKNOWN_VARIABLE</c> (may be empty), and
/// sentence.
/// </summary>
public sealed record ReferenceWording(string IssueCode, string Message)
{
    /// <summary>False where the reference does not say where it is, though we do.</summary>
    public bool HasPlace { get; init; } = true;

    /// <summary>True where the reference says the line and not the column.</summary>
    public bool IsLineOnly { get; init; }

    /// <summary>True where the reference calls the file of code that is in none unknown.</summary>
    public bool NamesUnknownFile { get; init; }

    /// <summary>Where the reference says it is, when that is not the primary label.</summary>
    public Span? Place { get; init; }
}

/// <summary>The user's mistake, carried up to the boundary (command, request) that prints it.</summary>
public sealed class DiagnosticException(ImmutableArray<Diagnostic> diagnostics)
    : Exception(diagnostics.IsEmpty ? "" : diagnostics[0].Message)
{
    public DiagnosticException(Diagnostic diagnostic)
        : this([diagnostic]) { }

    public ImmutableArray<Diagnostic> Diagnostics { get; } = diagnostics;
}
