using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>
/// Checks a heredoc's text against the syntax named in its tag, where that is one we know.
/// </summary>
public static class HeredocSyntax
{
    /// <summary>The reference cuts after a hundred characters, and a number takes five of them.</summary>
    private const int LongestJsonMessage = 95;
    private const int LongestPuppetMessage = 500;

    /// <summary>
    /// What is wrong with the text that an expression stands for, or null. <c>data+json</c> is checked as
    /// <c>json</c>.
    /// </summary>
    public static Diagnostic? Check(Expression expression, string text, string syntax)
    {
        var known = syntax[(syntax.LastIndexOf('+') + 1)..];
        var wrong = known switch
        {
            "json" => CheckJson(text),
            "base64" => CheckBase64(text),
            "pp" when known == syntax => CheckPuppet(text, isTemplate: false),
            "epp" when known == syntax => CheckPuppet(text, isTemplate: true),
            _ => null,
        };
        return wrong is null
            ? null
            : LanguageDiagnostics.IllegalHeredocText(
                expression,
                syntax,
                "ILLEGAL_" + known.ToUpperInvariant(),
                wrong
            );
    }

    private static string? CheckJson(string text)
    {
        var wrong = JsonSyntax.FindError(text);
        return wrong < 0
            ? null
            : "JSON syntax checker: Cannot parse invalid JSON string. "
                + Quote($"unexpected token at '{text[wrong..]}'", LongestJsonMessage);
    }

    private static string? CheckBase64(string text)
    {
        var bytes = string.Concat(text.Where(character => !char.IsWhiteSpace(character) && character != '?'));
        if (Base64.IsValid(bytes) && bytes.Length % 4 == 0)
        {
            return null;
        }
        return "Base64 syntax checker: Cannot parse invalid Base64 string - "
            + (
                Encoding.UTF8.GetByteCount(bytes) * 8 % 6 != 0
                    ? "padding is not correct"
                    : "contains letters outside strict base 64 range (or whitespace)"
            );
    }

    private static string? CheckPuppet(string text, bool isTemplate)
    {
        var file = new SourceFile("", text);
        var parsed = isTemplate ? PuppetParser.ParseEpp(file) : PuppetParser.Parse(file);
        var errors = parsed.HasErrors ? parsed.Diagnostics : PuppetChecker.Check(parsed.Program);
        var wrong = errors.Where(diagnostic => diagnostic.Severity == Severity.Error).ToList();
        if (wrong.Count == 0)
        {
            return null;
        }
        var first = wrong[0].Reference!;
        var position = wrong[0].Primary!.Span.Position;
        var place = first.HasPlace
            ? string.Create(
                CultureInfo.InvariantCulture,
                $" (line: {position.Line}, column: {position.Column})"
            )
            : "";
        var message =
            parsed.HasErrors || wrong.Count == 1
                ? first.Message + place
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"Language validation logged {wrong.Count} errors. Giving up"
                );
        return (isTemplate ? "EPP" : "PP") + " syntax checker: " + Quote(message, LongestPuppetMessage);
    }

    private static string Quote(string message, int longest)
    {
        var shown = message.Length > longest ? message[..longest] : message;
        return "\"" + shown.Replace("\r\n", "\\n").Replace("\n", "\\n") + "\"";
    }
}
