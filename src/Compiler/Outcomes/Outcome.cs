using System.Globalization;
using System.Text.Json.Nodes;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// What compiling came to, told as the reference implementation tells it: catalog or error, log, value. Two
/// implementations agree when their outcomes are equal.
/// </summary>
public static class Outcome
{
    public static JsonObject Of(CompileRequest request, CompileResult result)
    {
        var outcome = new JsonObject
        {
            ["outcome"] = result.Catalog is null ? "error" : "catalog",
            ["logs"] = new JsonArray([
                .. ErrorLines(request, result)
                    .Concat(result.Log)
                    .Select(entry => (JsonNode)new JsonArray(entry.Level, entry.Message)),
            ]),
        };
        if (result.Catalog is not { } catalog)
        {
            outcome["error"] = Error(request, result);
            return outcome;
        }
        if (result.Value is not UndefValue)
        {
            outcome["value"] = new JsonObject { ["pp"] = ValueText.Of(result.Value) };
        }
        outcome["catalog"] = CatalogOutcome.Of(catalog);
        return outcome;
    }

    /// <summary><c>(file: F, line: 3, column: 5)</c>; code that is in no file is told without one.</summary>
    public static string Place(Span span, bool hasColumn = false)
    {
        var file = span.File.Path == SiteManifest.CodeName ? "" : $"file: {span.File.Path}, ";
        var column = hasColumn ? string.Create(CultureInfo.InvariantCulture, $", column: {span.Column}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"({file}line: {span.Line}{column})");
    }

    /// <summary>The reference's message with its place behind it.</summary>
    internal static string WithPlace(Diagnostic diagnostic)
    {
        var message = diagnostic.Reference?.Message ?? diagnostic.Message;
        return PlaceOf(diagnostic) is { } place
            ? $"{message} {Place(place, diagnostic.Reference is not { IsLineOnly: true })}"
            : message;
    }

    private static Span? PlaceOf(Diagnostic diagnostic) =>
        diagnostic.Reference is { HasPlace: false }
            ? null
            : diagnostic.Reference?.Place ?? diagnostic.Primary?.Span;

    private static List<Diagnostic> Errors(CompileResult result) =>
        [.. result.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error)];

    /// <summary>
    /// Warnings of the parser; and its errors, which the reference logs when there are several.
    /// </summary>
    private static IEnumerable<LogEntry> ErrorLines(CompileRequest request, CompileResult result)
    {
        foreach (var warning in request.Environment.Diagnostics.Where(d => d.Severity == Severity.Warning))
        {
            yield return new("warning", warning.Reference?.Message ?? warning.Message);
        }
        var errors = Errors(result);
        if (!result.IsSyntax)
        {
            yield break;
        }
        if (errors is [{ Reference: not { IssueCode.Length: > 0 } }, ..])
        {
            yield break;
        }
        foreach (var error in errors)
        {
            yield return new("err", error.Reference!.Message);
        }
        if (errors.Count > 1 && errors[0].Reference is { IssueCode.Length: > 0 })
        {
            yield return new("err", GivingUp(errors.Count));
        }
    }

    private static JsonObject Error(CompileRequest request, CompileResult result)
    {
        var errors = Errors(result);
        var node = $" on node {request.NodeName}";
        var isMain = result.IsSyntax && errors[0].Reference is not { IsLineOnly: true };
        var prefix = isMain ? $"Could not parse for environment {request.Environment.Name}: " : "";
        if (errors.Count > 1 && errors[0].Reference is { IssueCode.Length: > 0 })
        {
            return new JsonObject { ["message"] = prefix + GivingUp(errors.Count) + node };
        }
        var only = errors[0];
        var error = new JsonObject { ["message"] = prefix + WithPlace(only) + node };
        if (only.Reference is not { IssueCode: { Length: > 0 } issueCode })
        {
            return error;
        }
        if (PlaceOf(only) is { } place)
        {
            error["line"] = place.Line;
            if (only.Reference is { IsLineOnly: false })
            {
                error["pos"] = place.Column;
            }
        }
        error["issue_code"] = issueCode;
        return error;
    }

    private static string GivingUp(int count) => $"Language validation logged {count} errors. Giving up";
}
