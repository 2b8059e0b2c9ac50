using System.Text;
using System.Text.RegularExpressions;

namespace Bunraku.Language;

/// <summary>Checks of strings and variables.</summary>
internal static partial class StringChecks
{
    /// <summary>Mends by single quotes around the value.</summary>
    public static bool Quote(LintToken token)
    {
        token.Kind = LintKind.SingleQuoted;
        return true;
    }

    public static void DoubleQuotedStrings(LintManifest manifest, LintReport report)
    {
        foreach (var token in manifest.Tokens.Where(token => token.Kind == LintKind.String))
        {
            // As many blanks as there are columns before the string count as a line break.
            var text = token.Value.Replace(new string(' ', token.Column), "\n");
            if (!EscapePattern.IsMatch(text))
            {
                report.Warn(token, "double quoted string containing no variables", _ => Quote(token));
            }
        }
    }

    public static void OnlyVariableString(LintManifest manifest, LintReport report)
    {
        var tokens = manifest.Tokens;
        foreach (var head in tokens.Where(token => token is { Kind: LintKind.StringHead, Value: "" }))
        {
            if (head.Next is not { Kind: LintKind.Variable or LintKind.BareVariable } variable)
            {
                continue;
            }
            var place = head.Index + 2;
            while (place < tokens.Count && tokens[place].Kind == LintKind.LeftBracket)
            {
                place += 3;
            }
            if (
                place < tokens.Count
                && tokens[place] is { Kind: LintKind.StringTail, Value: "" } tail
                && tail.NextCode?.Kind != LintKind.Arrow
            )
            {
                report.Warn(
                    variable,
                    "string containing only a variable",
                    mended => Bare(mended, head, variable, tail)
                );
            }
        }
    }

    private static bool Bare(LintManifest manifest, LintToken head, LintToken variable, LintToken tail)
    {
        manifest.Remove(head);
        manifest.Remove(tail);
        variable.Kind = LintKind.Variable;
        return true;
    }

    public static void PuppetUrlWithoutModules(LintManifest manifest, LintReport report)
    {
        foreach (var token in manifest.Tokens)
        {
            if (
                token.Kind is LintKind.SingleQuoted or LintKind.String or LintKind.StringHead
                && token.Value.StartsWith("puppet://", StringComparison.Ordinal)
                && !UrlPattern
                    .Match(token.Value)
                    .Groups[1]
                    .Value.StartsWith("modules/", StringComparison.Ordinal)
            )
            {
                report.Warn(token, "puppet:// URL without modules/ found", _ => AddModules(token));
            }
        }
    }

    private static bool AddModules(LintToken token)
    {
        token.Value = UrlStartPattern.Replace(token.Value, "$0modules/");
        return true;
    }

    public static void QuotedBooleans(LintManifest manifest, LintReport report)
    {
        foreach (var token in manifest.Tokens)
        {
            if (token is { Kind: LintKind.String or LintKind.SingleQuoted, Value: "true" or "false" })
            {
                report.Warn(
                    token,
                    "quoted boolean value found",
                    _ =>
                    {
                        token.Kind = token.Value == "true" ? LintKind.True : LintKind.False;
                        return true;
                    }
                );
            }
        }
    }

    public static void SingleQuoteStringWithVariables(LintManifest manifest, LintReport report)
    {
        foreach (var token in manifest.Tokens.Where(token => token.Kind == LintKind.SingleQuoted))
        {
            var function = token.Previous?.Previous?.Value ?? "";
            if (
                token.Value.Contains("${", StringComparison.Ordinal)
                && !function.Contains("inline_epp", StringComparison.Ordinal)
                && !function.Contains("inline_template", StringComparison.Ordinal)
            )
            {
                report.Fail(token, "single quoted string containing a variable found");
            }
        }
    }

    public static void VariablesNotEnclosed(LintManifest manifest, LintReport report)
    {
        foreach (var token in manifest.Tokens.Where(token => token.Kind == LintKind.BareVariable))
        {
            report.Warn(token, "variable not enclosed in {}", mended => Enclose(mended, token));
        }
    }

    private static bool Enclose(LintManifest manifest, LintToken variable)
    {
        variable.Kind = LintKind.Variable;
        var text = variable.Next;
        if (
            text?.Kind
                is LintKind.StringMiddle
                    or LintKind.StringTail
                    or LintKind.HeredocMiddle
                    or LintKind.HeredocTail
            && text.Value.StartsWith('[')
        )
        {
            var length = IndexLength(text.Value);
            var place = manifest.Tokens.IndexOf(text);
            foreach (var inner in LintLexer.Read(text.Value[..length]))
            {
                manifest.Insert(place++, inner);
            }
            text.Value = text.Value[length..];
        }
        var dash = variable.Value.IndexOf('-');
        if (dash >= 0)
        {
            if (text is not null)
            {
                text.Value = variable.Value[dash..] + text.Value;
            }
            variable.Value = variable.Value[..dash];
        }
        return true;
    }

    /// <summary>The length of the indexes that a text begins with.</summary>
    private static int IndexLength(string text)
    {
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth +=
                text[i] == '[' ? 1
                : text[i] == ']' ? -1
                : 0;
            if (depth == 0 && (i + 1 >= text.Length || text[i + 1] != '['))
            {
                return i + 1;
            }
        }
        return text.Length;
    }

    public static void VariableContainsDash(LintManifest manifest, LintReport report)
    {
        foreach (var token in manifest.Tokens)
        {
            if (
                token.Kind is LintKind.Variable or LintKind.BareVariable
                && WithoutIndexes(token.Value).Contains('-')
            )
            {
                report.Warn(token, "variable contains a dash");
            }
        }
    }

    public static void VariableIsLowercase(LintManifest manifest, LintReport report)
    {
        foreach (var token in manifest.Tokens)
        {
            if (
                token.Kind is LintKind.Variable or LintKind.BareVariable
                && WithoutIndexes(token.Value).Any(char.IsAsciiLetterUpper)
            )
            {
                report.Warn(token, "variable contains an uppercase letter");
            }
        }
    }

    private static string WithoutIndexes(string variable) => IndexPattern.Replace(variable, "");

    [GeneratedRegex(@"\\\$|\\""|\\'|'|\r|\t|\\t|\\s|\n|\\n|\\\\")]
    private static partial Regex EscapePattern { get; }

    [GeneratedRegex("puppet://.*?/(.+)")]
    private static partial Regex UrlPattern { get; }

    [GeneratedRegex("puppet://.*?/")]
    private static partial Regex UrlStartPattern { get; }

    [GeneratedRegex(@"\[.+?\]")]
    private static partial Regex IndexPattern { get; }
}
