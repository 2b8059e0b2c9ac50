using System.Text.RegularExpressions;
using Bunraku.Text;

namespace Bunraku.Ruby;

/// <summary>Which quotes a text gets in YAML: those that Psych asks for and libyaml allows.</summary>
internal static partial class YamlStyle
{
    [GeneratedRegex(@"\n(?!\n?\z)")]
    private static partial Regex InnerBreak();

    [GeneratedRegex(@"^[^\w][^""]*$", RegexOptions.Multiline)]
    private static partial Regex Unworded();

    [GeneratedRegex(@"\A0[0-7]*\.[0-9]")]
    private static partial Regex OctalLike();

    public static char Of(string text, bool isKey, bool isSymbol)
    {
        if (InnerBreak().IsMatch(text) && !isKey && !HasSpecial(text))
        {
            return '|';
        }
        var wanted =
            text is "y" or "Y" or "n" or "N" ? '"'
            : text == "<<" ? '\''
            : text.Length == 0 ? '\''
            : !isSymbol && Unworded().IsMatch(text) ? '"'
            : isSymbol ? 'p'
            : YamlScalar.Resolve(text) is not string || YamlScalar.IsSymbol(text) || OctalLike().IsMatch(text)
                ? '\''
            : 'p';
        if (HasSpecial(text))
        {
            return '"';
        }
        if (wanted == 'p' && !IsPlain(text))
        {
            wanted = '\'';
        }
        var hasOddSpace =
            text.Contains(" \n", StringComparison.Ordinal) || text.StartsWith(' ') && text.Contains('\n');
        return wanted == '\'' && hasOddSpace ? '"' : wanted;
    }

    private static bool HasSpecial(string text) =>
        text.Any(c =>
            c < ' ' && c != '\n' || c is '\x7f' or '\ufeff' || c is >= '\x80' and < '\xa0' && c != '\x85'
        );

    /// <summary>What libyaml lets stand without quotes.</summary>
    private static bool IsPlain(string text)
    {
        if (text[0] is ' ' || text[^1] is ' ' || text.Contains('\n'))
        {
            return false;
        }
        if (
            text.StartsWith("---", StringComparison.Ordinal)
            || text.StartsWith("...", StringComparison.Ordinal)
        )
        {
            return false;
        }
        if ("#,[]{}&*!|>'\"%@`".Contains(text[0], StringComparison.Ordinal))
        {
            return false;
        }
        if (text[0] is '-' or '?' or ':' && (text.Length == 1 || text[1] == ' '))
        {
            return false;
        }
        for (var i = 1; i < text.Length; i++)
        {
            if (
                text[i] == ':' && (i + 1 == text.Length || text[i + 1] == ' ')
                || text[i] == '#' && text[i - 1] == ' '
            )
            {
                return false;
            }
        }
        return true;
    }

    public static string Escaped(char c) =>
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
            '\x1b' => "\\e",
            '\x85' => "\\N",
            '\ufeff' => "\\uFEFF",
            < ' ' or '\x7f' => $"\\x{(int)c:X2}",
            >= '\x80' and < '\xa0' => $"\\x{(int)c:X2}",
            _ => c.ToString(),
        };
}
