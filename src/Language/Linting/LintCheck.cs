using System.Collections.Immutable;

namespace Bunraku.Language;

/// <summary>One of the checks, under puppet-lint's name.</summary>
internal sealed record LintCheck(string Name, Action<LintManifest, LintReport> Run)
{
    /// <summary>Off unless asked for.</summary>
    public bool IsExtra { get; init; }

    /// <summary>Its mending keeps what the manifest means.</summary>
    public bool IsSafe { get; init; }
}

/// <summary>Takes what a check finds.</summary>
internal sealed class LintReport(string check)
{
    /// <summary>
    /// So many problems of one check are told of a file: some checks find as many as its square.
    /// </summary>
    private const int MostProblems = 10_000;

    private readonly List<LintProblem> problems = [];

    public ImmutableArray<LintProblem> Problems => [.. problems];

    public void Warn(LintToken at, string message, Func<LintManifest, bool>? fix = null) =>
        Add(LintSeverity.Warning, at.Line, at.Column, message, fix);

    public void Fail(LintToken at, string message, Func<LintManifest, bool>? fix = null) =>
        Add(LintSeverity.Error, at.Line, at.Column, message, fix);

    public void Add(
        LintSeverity severity,
        int line,
        int column,
        string message,
        Func<LintManifest, bool>? fix = null,
        string? name = null
    )
    {
        if (problems.Count < MostProblems)
        {
            problems.Add(new LintProblem(name ?? check, severity, message, line, column) { Fix = fix });
        }
    }
}
