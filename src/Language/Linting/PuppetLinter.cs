using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>What is to be linted how.</summary>
/// <param name="Checks">The names of the checks to run.</param>
/// <param name="FullPath">Where the file is, for the check of its place; empty when it has none.</param>
/// <param name="IsRelative">Places are looked at from the module's root on.</param>
/// <param name="Mends">What can be mended without changing what the manifest means is mended.</param>
public sealed record LintRequest(
    ImmutableHashSet<string> Checks,
    string FullPath,
    bool IsRelative = false,
    bool Mends = false
);

/// <summary>What was found, the mended text when there is one, and what to say of control comments.</summary>
public sealed record LintResult(
    ImmutableArray<LintProblem> Problems,
    string? Mended,
    ImmutableArray<string> Complaints
)
{
    public bool HasSyntaxError => Problems.Any(problem => problem.Check == "syntax");
}

/// <summary>Runs puppet-lint's checks.</summary>
public static class PuppetLinter
{
    public static ImmutableArray<string> AllChecks { get; } = [.. LintChecks.All.Select(check => check.Name)];

    /// <summary>The checks that run unless something else is asked for.</summary>
    public static ImmutableHashSet<string> DefaultChecks { get; } =
    [.. LintChecks.All.Where(check => !check.IsExtra).Select(check => check.Name)];

    public static LintResult Run(SourceFile file, LintRequest request)
    {
        if (file.Text.Length == 0)
        {
            return new LintResult([], null, []);
        }
        try
        {
            var manifest = new LintManifest(request.FullPath, file.Text, request.IsRelative);
            var found = Check(manifest, request);
            return request.Mends ? Mend(file, manifest, found) : found;
        }
        catch (LintSyntaxException failure)
        {
            return new LintResult([SyntaxError(failure)], null, []);
        }
    }

    private static LintProblem SyntaxError(LintSyntaxException failure)
    {
        var reason = failure.Reason is { } text ? $" ({text})" : "";
        return new LintProblem(
            "syntax",
            LintSeverity.Error,
            "Syntax error" + reason,
            failure.Line,
            failure.Column
        );
    }

    private static LintResult Check(LintManifest manifest, LintRequest request)
    {
        var controls = LintControls.Read(manifest.Tokens);
        var problems = ImmutableArray.CreateBuilder<LintProblem>();
        if (manifest.Failure is { } failure)
        {
            problems.Add(SyntaxError(failure));
        }
        foreach (var check in LintChecks.All.Where(check => request.Checks.Contains(check.Name)))
        {
            var report = new LintReport(check.Name);
            check.Run(manifest, report);
            problems.AddRange(
                report.Problems.Select(problem =>
                    controls.ReasonFor(problem.Check, problem.Line) is { } reason
                        ? problem with
                        {
                            Severity = LintSeverity.Ignored,
                            Reason = reason,
                        }
                        : problem
                )
            );
        }
        return new LintResult(problems.ToImmutable(), null, [.. controls.Complaints]);
    }

    /// <summary>
    /// Mends what can be mended safely, and keeps it only when the manifest means the same.
    /// </summary>
    private static LintResult Mend(SourceFile file, LintManifest manifest, LintResult found)
    {
        var safe = LintChecks.All.Where(check => check.IsSafe).Select(check => check.Name).ToHashSet();
        var before = LintMeaning.Of(file);
        if (found.HasSyntaxError || before is null)
        {
            return found;
        }
        var problems = found
            .Problems.Select(problem =>
                problem.Severity != LintSeverity.Ignored
                && safe.Contains(problem.Check)
                && problem.Fix?.Invoke(manifest) == true
                    ? problem with
                    {
                        Severity = LintSeverity.Fixed,
                    }
                    : problem
            )
            .ToImmutableArray();
        var text = manifest.Text;
        return LintMeaning.Of(new SourceFile(file.Path, text)) == before
            ? found with
            {
                Problems = problems,
                Mended = text,
            }
            : found;
    }
}
