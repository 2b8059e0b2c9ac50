using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// What compiling came to, told as the reference implementation tells it: catalog or error, log, value. Two
/// implementations agree when their outcomes are equal.
/// </summary>
public static class Outcome
{
    /// <summary>As plain data, to be written as JSON, without the catalog.</summary>
    public static HashValue Of(CompileRequest request, CompileResult result)
    {
        var site = request.Environment.Diagnostics;
        var errors = Errors(result.Diagnostics, request.Environment.Site.HasSyntaxErrors);
        var outcome = new HashValue.Builder
        {
            ["outcome"] = result.Catalog is null ? "error" : "catalog",
            ["logs"] = ArrayValue.Of(
                SyntaxLines(
                        site,
                        result.IsSyntax ? errors : [],
                        result.IsSyntax && request.Environment.Site.HasSyntaxErrors
                    )
                    .Concat(result.Log)
                    .Select(entry => new ArrayValue([entry.Level, entry.Message]))
            ),
        };
        if (result.Catalog is null)
        {
            outcome["error"] = Error(request, result, errors);
            return outcome.Build();
        }
        if (result.Value is not UndefValue && OutcomeValue.Of(result.Value) is { } value)
        {
            outcome["value"] = value;
        }
        return outcome.Build();
    }

    /// <summary>What reading a text alone came to: a tree, which is not in here, or an error.</summary>
    internal static HashValue OfText(ImmutableArray<Diagnostic> diagnostics, bool isParsed)
    {
        var errors = Errors(diagnostics, !isParsed);
        // Here nobody logs the exception with which reading ends, which for one error is that error.
        var lines = SyntaxLines(diagnostics, errors, !isParsed).ToList();
        var unlogged = errors.Count == 0 || !IsCounted(errors[0]) ? 0 : 1;
        lines.RemoveRange(lines.Count - unlogged, unlogged);
        var outcome = new HashValue.Builder
        {
            ["outcome"] = errors.Count == 0 ? "ast" : "error",
            ["logs"] = ArrayValue.Of(lines.Select(entry => new ArrayValue([entry.Level, entry.Message]))),
        };
        if (errors.Count > 0)
        {
            outcome["error"] = Error(errors, "", "");
        }
        return outcome.Build();
    }

    /// <summary><c>(file: F, line: 3, column: 5)</c>; code that is in no file is told without one.</summary>
    /// <param name="isUnknownNamed">Whether the file of code that is in none is called unknown.</param>
    public static string Place(Span span, bool hasColumn = false, bool isUnknownNamed = false)
    {
        var file =
            span.File.Path != SiteManifest.CodeName ? $"file: {span.File.Path}, "
            : isUnknownNamed ? "file: unknown, "
            : "";
        var column = hasColumn ? string.Create(CultureInfo.InvariantCulture, $", column: {span.Column}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"({file}line: {span.Line}{column})");
    }

    /// <summary>The reference's message with its place behind it.</summary>
    internal static string WithPlace(Diagnostic diagnostic)
    {
        var message = diagnostic.Reference?.Message ?? diagnostic.Message;
        return PlaceOf(diagnostic) is { } place
                ? $"{message} {Place(
                    place,
                    diagnostic.Reference is not { IsLineOnly: true },
                    diagnostic.Reference is { NamesUnknownFile: true }
                )}"
            : diagnostic.Code == "syntax-error" ? message + FileOf(diagnostic)
            : message;
    }

    /// <summary><c> (file: F)</c> for what has no line of its own; nothing for code in no file.</summary>
    private static string FileOf(Diagnostic diagnostic) =>
        diagnostic.Primary?.Span.File.Path is { } path && path != SiteManifest.CodeName
            ? $" (file: {path})"
            : "";

    private static Span? PlaceOf(Diagnostic diagnostic) =>
        diagnostic.Reference is { HasPlace: false }
            ? null
            : diagnostic.Reference?.Place ?? diagnostic.Primary?.Span;

    /// <summary>The errors the reference would tell: at one of the parser it stops.</summary>
    private static List<Diagnostic> Errors(IEnumerable<Diagnostic> diagnostics, bool hasSyntaxErrors)
    {
        var errors = diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error);
        if (hasSyntaxErrors)
        {
            return [.. errors.Take(1)];
        }
        // Text of a wrong syntax ends the checks there and then.
        if (errors.FirstOrDefault(error => error.Code == "illegal-heredoc-text") is { } ending)
        {
            return [ending];
        }
        SourceFile? first = null;
        return
        [
            .. errors.TakeWhile(e =>
                e.Primary is null || (first ??= e.Primary.Span.File) == e.Primary.Span.File
            ),
        ];
    }

    /// <summary>
    /// What the reference logs while it reads manifests: warnings, and errors it counts.
    /// </summary>
    private static IEnumerable<LogEntry> SyntaxLines(
        ImmutableArray<Diagnostic> diagnostics,
        List<Diagnostic> errors,
        bool stopsAtError
    )
    {
        // The reference stops reading at a mistake of syntax.
        var read = diagnostics.TakeWhile(diagnostic => !stopsAtError || diagnostic != errors[0]);
        foreach (var warning in read.Where(diagnostic => diagnostic.Severity == Severity.Warning))
        {
            yield return new("warning", warning.Reference?.Message ?? warning.Message);
        }
        if (errors.Count == 0 || !IsCounted(errors[0]))
        {
            yield break;
        }
        foreach (var error in errors)
        {
            yield return new("err", error.Reference!.Message);
        }
        if (errors.Count > 1)
        {
            yield return new("err", GivingUp(errors.Count));
        }
    }

    /// <summary>Errors with an issue code are gathered; at one without, the reference stops.</summary>
    private static bool IsCounted(Diagnostic error) => error.Reference is { IssueCode.Length: > 0 };

    private static HashValue Error(CompileRequest request, CompileResult result, List<Diagnostic> errors)
    {
        var isParsed =
            result.IsSyntax && errors[0].Code is not ("duplicate-definition" or "metaparameter-taken");
        var prefix = isParsed ? $"Could not parse for environment {request.Environment.Name}: " : "";
        return Error(errors, prefix, $" on node {request.NodeName}");
    }

    private static HashValue Error(List<Diagnostic> errors, string prefix, string node)
    {
        if (errors.Count > 1 && IsCounted(errors[0]))
        {
            return HashValue.Of(("message", prefix + GivingUp(errors.Count) + FileOf(errors[0]) + node));
        }
        var only = errors[0];
        if (only.Code == "calls-too-deep")
        {
            return HashValue.Of(("message", only.Reference!.Message));
        }
        var error = new HashValue.Builder { ["message"] = prefix + WithPlace(only) + node };
        if (!IsCounted(only))
        {
            return error.Build();
        }
        if (PlaceOf(only) is { } place)
        {
            error["line"] = place.Line;
            if (only.Reference is { IsLineOnly: false })
            {
                error["pos"] = place.Column;
            }
        }
        error["issue_code"] = only.Reference!.IssueCode;
        return error.Build();
    }

    private static string GivingUp(int count) => $"Language validation logged {count} errors. Giving up";
}
