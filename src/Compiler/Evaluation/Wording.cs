using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>How the reference would put a diagnostic: its sentence, issue code and place.</summary>
internal static class Wording
{
    public const string EvaluationError = "Evaluation Error: ";
    public const string RuntimeError = "RUNTIME_ERROR";

    /// <summary>The reference's words for something that is only a warning here.</summary>
    public static string WarningText(Diagnostic diagnostic)
    {
        var message = diagnostic.Reference!.Message;
        return message.StartsWith(EvaluationError, StringComparison.Ordinal)
            ? message[EvaluationError.Length..]
            : message;
    }

    /// <summary>The reference's sentence within one of ours: lower-case start, no final period.</summary>
    public static string Sentence(string message)
    {
        var text = string.Join("; ", message.TrimEnd('.').Split('\n', StringSplitOptions.TrimEntries))
            .Replace(":; ", ": ", StringComparison.Ordinal);
        var word = text.TakeWhile(c => !char.IsWhiteSpace(c)).ToArray();
        return word.Length > 0 && char.IsUpper(word[0]) && word.Skip(1).All(char.IsLower)
            ? char.ToLowerInvariant(text[0]) + text[1..]
            : text;
    }

    public static Diagnostic Evaluation(Diagnostic diagnostic, string issueCode, string message) =>
        diagnostic with
        {
            Reference = new ReferenceWording(issueCode, EvaluationError + message),
        };

    /// <summary>
    /// What went wrong, as code sees it that has called a function: the bare sentence of a failure at the
    /// call itself, else the whole message with its place.
    /// </summary>
    public static string Detail(Diagnostic diagnostic, CallSite? site)
    {
        if (diagnostic.Reference is { } reference && site is not null && reference.Place == site.Place)
        {
            var prefix = $"{EvaluationError}Error while evaluating {Article.With(site.Label)}, ";
            if (reference.Message.StartsWith(prefix, StringComparison.Ordinal))
            {
                return reference.Message[prefix.Length..];
            }
        }
        return Outcome.WithPlace(diagnostic);
    }

    public static Diagnostic Warning(Diagnostic diagnostic, string issueCode, string message) =>
        diagnostic with
        {
            Reference = new ReferenceWording(issueCode, message),
        };

    /// <summary>
    /// A failure of a call or declaration: the reference names the kind of expression it happened in.
    /// </summary>
    public static Diagnostic AtSite(Diagnostic diagnostic, CallSite site, string message) =>
        diagnostic with
        {
            Reference = new ReferenceWording(
                RuntimeError,
                $"{EvaluationError}Error while evaluating {Article.With(site.Label)}, {message}"
            )
            {
                IsLineOnly = site.IsLineOnly,
                NamesUnknownFile = site is { IsLineOnly: true, IsOfFunction: true },
                Place = site.Place,
            },
        };

    public static Diagnostic Unplaced(Diagnostic diagnostic, string message) =>
        diagnostic with
        {
            Reference = new ReferenceWording("", message) { HasPlace = false },
        };

    /// <summary>A failure the reference tells with at most a line, and without an issue code.</summary>
    public static Diagnostic Raw(Diagnostic diagnostic, string message, Span? place = null) =>
        diagnostic with
        {
            Reference = new ReferenceWording("", message) { IsLineOnly = true, Place = place },
        };
}
