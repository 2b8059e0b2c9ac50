using System.Globalization;
using System.Text.RegularExpressions;
using Bunraku.Text;

namespace Bunraku.Model;

/// <summary>
/// Chooses how a string is written in YAML, as Psych asks for it and libyaml allows it, and writes it.
/// </summary>
internal static partial class YamlStringStyle
{
    private const int BestWidth = 80;

    private enum Style
    {
        Plain,
        Single,
        Double,
        Literal,
    }

    public static void Append(string text, int indent, bool isKey, YamlOutput output)
    {
        if (text == "<<")
        {
            output.Append("!!str '<<'");
            return;
        }
        switch (Allowed(Wanted(text), text, isKey))
        {
            case Style.Plain:
                AppendFolded(text, indent, isKey, isQuoted: false, output);
                break;
            case Style.Single:
                output.Append("'");
                AppendFolded(
                    text.Replace("'", "''", StringComparison.Ordinal),
                    indent,
                    isKey,
                    isQuoted: true,
                    output
                );
                output.Append("'");
                break;
            case Style.Literal:
                AppendLiteral(text, indent, output);
                break;
            default:
                AppendDouble(text, indent, isKey, output);
                break;
        }
    }

    /// <summary>A text in double quotes, whatever it holds.</summary>
    public static void AppendQuoted(string text, int indent, YamlOutput output) =>
        AppendDouble(text, indent, isKey: false, output);

    /// <summary>What Psych asks for.</summary>
    private static Style Wanted(string text)
    {
        var lineBreak = text.IndexOf('\n', StringComparison.Ordinal);
        if (lineBreak >= 0 && InnerBreak().IsMatch(text))
        {
            return Style.Literal;
        }
        if (text is "y" or "n" || OddStart().IsMatch(text))
        {
            return Style.Double;
        }
        var isString = YamlScalar.Resolve(text) is string same && same == text;
        return isString && !LooksOctal().IsMatch(text) ? Style.Plain : Style.Single;
    }

    /// <summary>What libyaml makes of it: each style has texts it cannot hold.</summary>
    private static Style Allowed(Style style, string text, bool isKey)
    {
        var isMultiline = text.Contains('\n', StringComparison.Ordinal);
        var hasBreakThenSpace = text.Contains("\n ", StringComparison.Ordinal);
        var cannotBeRaw = text.Any(IsSpecial) || text.Contains(" \n", StringComparison.Ordinal);
        if (isKey && isMultiline)
        {
            return Style.Double;
        }
        if (style == Style.Plain && (isMultiline || cannotBeRaw || !IsPlain(text)))
        {
            style = Style.Single;
        }
        return style switch
        {
            Style.Single when hasBreakThenSpace || cannotBeRaw => Style.Double,
            Style.Literal when cannotBeRaw || text.EndsWith(' ') => Style.Double,
            _ => style,
        };
    }

    private static bool IsSpecial(char c) =>
        c is < ' ' and not '\n' or (>= '\u007f' and <= '\u009f') or '\u2028' or '\u2029' or '\ufeff';

    /// <summary>Whether indicators and spaces leave it a plain scalar outside of brackets.</summary>
    private static bool IsPlain(string text)
    {
        if (text.Length == 0 || text[0] == ' ' || text[^1] == ' ')
        {
            return false;
        }
        var isDocumentMark =
            text.StartsWith("---", StringComparison.Ordinal)
            || text.StartsWith("...", StringComparison.Ordinal);
        if (isDocumentMark || "#,[]{}&*!|>'\"%@`".Contains(text[0], StringComparison.Ordinal))
        {
            return false;
        }
        for (var i = 0; i < text.Length; i++)
        {
            var isBeforeSpace = i + 1 == text.Length || text[i + 1] == ' ';
            var isIndicator = text[i] switch
            {
                ':' => isBeforeSpace,
                '?' or '-' => i == 0 && isBeforeSpace,
                '#' => i > 0 && text[i - 1] == ' ',
                _ => false,
            };
            if (isIndicator)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>
    /// Writes plain or single-quoted text: folded at spaces beyond the width, breaks doubled.
    /// </summary>
    private static void AppendFolded(string text, int indent, bool isKey, bool isQuoted, YamlOutput output)
    {
        if (IsOneLine(text, output))
        {
            output.Append(text);
            return;
        }
        var wasBreak = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n')
            {
                output.Append(wasBreak ? "\n" : "\n\n");
                wasBreak = true;
                continue;
            }
            if (wasBreak)
            {
                output.Append(new string(' ', indent));
            }
            wasBreak = false;
            var isInside = !isQuoted || i > 0 && i < text.Length - 1;
            var isAlone = !(i > 0 && text[i - 1] == ' ') && !(i + 1 < text.Length && text[i + 1] == ' ');
            if (c == ' ' && !isKey && isInside && isAlone && output.Column > BestWidth)
            {
                output.Break(indent);
            }
            else
            {
                output.Append(c);
            }
        }
        output.Append(wasBreak ? new string(' ', indent) : "");
    }

    /// <summary>Whether nothing in a text can be folded, because it is short or has nowhere to be.</summary>
    private static bool IsOneLine(string text, YamlOutput output) =>
        !text.Contains('\n') && (output.Column + text.Length <= BestWidth || !text.Contains(' '));

    private static void AppendDouble(string text, int indent, bool isKey, YamlOutput output)
    {
        output.Append("\"");
        if (IsOneLine(text, output) && !text.Any(c => c is '"' or '\\' || IsSpecial(c)))
        {
            output.Append(text);
            output.Append("\"");
            return;
        }
        var wasSpace = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c != ' ')
            {
                if (c is '"' or '\\' || IsSpecial(c) || c == '\n')
                {
                    output.Append(Escaped(c));
                }
                else
                {
                    output.Append(c);
                }
                wasSpace = false;
                continue;
            }
            if (!isKey && !wasSpace && output.Column > BestWidth && i > 0 && i < text.Length - 1)
            {
                output.Break(indent);
                output.Append(text[i + 1] == ' ' ? "\\" : "");
            }
            else
            {
                output.Append(" ");
            }
            wasSpace = true;
        }
        output.Append("\"");
    }

    private static string Escaped(char c) =>
        c switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\0' => "\\0",
            '\a' => "\\a",
            '\b' => "\\b",
            '\t' => "\\t",
            '\n' => "\\n",
            '\v' => "\\v",
            '\f' => "\\f",
            '\r' => "\\r",
            '\e' => "\\e",
            '\u0085' => "\\N",
            '\u2028' => "\\L",
            '\u2029' => "\\P",
            _ when IsSpecial(c) && c <= '\u00ff' => "\\x"
                + ((int)c).ToString("X2", CultureInfo.InvariantCulture),
            _ when IsSpecial(c) => "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture),
            _ => c.ToString(),
        };

    private static void AppendLiteral(string text, int indent, YamlOutput output)
    {
        // Even at the root the lines stand to the right of the document's mark.
        indent = Math.Max(indent, 2);
        output.Append("|");
        output.Append(text[0] is ' ' or '\n' ? "2" : "");
        output.Append(
            !text.EndsWith('\n') ? "-"
            : text.EndsWith("\n\n", StringComparison.Ordinal) ? "+"
            : ""
        );
        var lines = (text.EndsWith('\n') ? text[..^1] : text).Split('\n');
        foreach (var line in lines)
        {
            output.Append("\n");
            output.Append(line.Length > 0 ? new string(' ', indent) + line : "");
        }
        output.Append("\n");
    }

    [GeneratedRegex(@"\n(?!\Z)")]
    private static partial Regex InnerBreak();

    [GeneratedRegex(@"^[^\p{L}\p{M}\p{Nd}\p{Pc}][^""]*$", RegexOptions.Multiline)]
    private static partial Regex OddStart();

    [GeneratedRegex(@"\A0[0-7]*[89]")]
    private static partial Regex LooksOctal();
}
