using System.Globalization;
using System.Text.RegularExpressions;

namespace Bunraku.Text;

/// <summary>How a text stands in YAML.</summary>
public enum YamlScalarStyle
{
    Plain,
    SingleQuoted,
    DoubleQuoted,
    Literal,
}

/// <summary>Chooses how a text is written in YAML: as Psych asks for it and libyaml allows it.</summary>
public static partial class YamlStyle
{
    /// <param name="isSymbol">A symbol with its colon: it needs no quotes to be one.</param>
    public static YamlScalarStyle Of(string text, bool isKey, bool isSymbol = false) =>
        Allowed(Wanted(text, isSymbol), text, isKey);

    /// <summary>A character as it stands in double quotes.</summary>
    /// <param name="at">Where it is; moved to its second half where it has one.</param>
    public static string Escaped(string text, ref int at)
    {
        var c = text[at];
        if (char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
        {
            at++;
            return "\\U" + char.ConvertToUtf32(c, text[at]).ToString("X8", CultureInfo.InvariantCulture);
        }
        return c switch
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
    }

    /// <summary>Whether a long text may be written in lines that are joined again.</summary>
    public static bool MayBeFolded(string text) =>
        text is not ("<<" or "y" or "n")
        && Allowed(YamlScalarStyle.Literal, text, isKey: false) == YamlScalarStyle.Literal;

    /// <summary>What Psych asks for.</summary>
    private static YamlScalarStyle Wanted(string text, bool isSymbol)
    {
        var lineBreak = text.IndexOf('\n', StringComparison.Ordinal);
        if (lineBreak >= 0 && InnerBreak().IsMatch(text))
        {
            return YamlScalarStyle.Literal;
        }
        if (text == "<<")
        {
            return YamlScalarStyle.SingleQuoted;
        }
        if (isSymbol)
        {
            return YamlScalarStyle.Plain;
        }
        if (text is "y" or "n" || OddStart().IsMatch(text))
        {
            return YamlScalarStyle.DoubleQuoted;
        }
        var isString = YamlScalar.Resolve(text) is string same && same == text;
        return isString && !LooksOctal().IsMatch(text) ? YamlScalarStyle.Plain : YamlScalarStyle.SingleQuoted;
    }

    /// <summary>What libyaml makes of it: each style has texts it cannot hold.</summary>
    private static YamlScalarStyle Allowed(YamlScalarStyle style, string text, bool isKey)
    {
        var isMultiline = text.Contains('\n', StringComparison.Ordinal);
        var hasBreakThenSpace = text.Contains("\n ", StringComparison.Ordinal);
        var cannotBeRaw = text.Any(IsSpecial) || text.Contains(" \n", StringComparison.Ordinal);
        if (isKey && isMultiline)
        {
            return YamlScalarStyle.DoubleQuoted;
        }
        if (style == YamlScalarStyle.Plain && (isMultiline || cannotBeRaw || !IsPlain(text)))
        {
            style = YamlScalarStyle.SingleQuoted;
        }
        return style switch
        {
            YamlScalarStyle.SingleQuoted when hasBreakThenSpace || cannotBeRaw =>
                YamlScalarStyle.DoubleQuoted,
            YamlScalarStyle.Literal when cannotBeRaw || text.EndsWith(' ') => YamlScalarStyle.DoubleQuoted,
            _ => style,
        };
    }

    /// <summary>What libyaml holds to be unprintable: all beyond the first plane, too.</summary>
    public static bool IsSpecial(char c) =>
        char.IsSurrogate(c)
        || c is < ' ' and not '\n' or (>= '\u007f' and <= '\u009f') or '\u2028' or '\u2029' or '\ufeff';

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

    [GeneratedRegex(@"\n(?!\Z)")]
    private static partial Regex InnerBreak();

    [GeneratedRegex(@"^[^\p{L}\p{M}\p{Nd}\p{Pc}][^""]*$", RegexOptions.Multiline)]
    private static partial Regex OddStart();

    [GeneratedRegex(@"\A0[0-7]*[89]")]
    private static partial Regex LooksOctal();
}
