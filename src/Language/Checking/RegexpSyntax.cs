using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>
/// Finds the mistakes in a regular expression; plain ones by a scan: brackets that do not match, repetition
/// of nothing.
/// </summary>
internal static class RegexpSyntax
{
    /// <summary>
    /// What Ruby says about the pattern, or null when it is well-formed.
    /// </summary>
    public static string? FindError(string pattern) =>
        FindPlainError(pattern) ?? RubyPattern.FindProblem(pattern);

    private static string? FindPlainError(string pattern)
    {
        var open = 0;
        var hasTarget = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\':
                    i++;
                    hasTarget = true;
                    break;
                case '[':
                    i = SkipClass(pattern, i);
                    if (i < 0)
                    {
                        return "premature end of char-class";
                    }
                    hasTarget = true;
                    break;
                case '(':
                    open++;
                    var behind = SkipGroupHead(pattern, i);
                    if (behind < 0)
                    {
                        return "end pattern in group";
                    }
                    // A group that only sets options, or a comment, ends within its head.
                    open -= behind > 0 && pattern[behind] == ')' ? 1 : 0;
                    i = behind > 0 ? behind : i;
                    hasTarget = false;
                    break;
                case ')':
                    if (--open < 0)
                    {
                        return "unmatched close parenthesis";
                    }
                    hasTarget = true;
                    break;
                case '|':
                    hasTarget = false;
                    break;
                case '*' or '+' or '?' when !hasTarget:
                    return "target of repeat operator is not specified";
                default:
                    hasTarget = true;
                    break;
            }
        }
        return open > 0 ? "end pattern with unmatched parenthesis" : null;
    }

    /// <summary>The offset of the bracket that ends a character class, or -1.</summary>
    private static int SkipClass(string pattern, int start)
    {
        var first = start + 1 < pattern.Length && pattern[start + 1] == '^' ? start + 2 : start + 1;
        for (var i = first; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\')
            {
                i++;
            }
            else if (pattern[i] == '[')
            {
                i = SkipClass(pattern, i);
                if (i < 0)
                {
                    return -1;
                }
            }
            else if (pattern[i] == ']' && i > first)
            {
                return i;
            }
        }
        return -1;
    }

    /// <summary>
    /// The last character of what follows <c>(?</c>: 0 for a plain group, -1 when the pattern ends in it.
    /// </summary>
    private static int SkipGroupHead(string pattern, int start)
    {
        if (start + 1 >= pattern.Length || pattern[start + 1] != '?')
        {
            return 0;
        }
        if (start + 2 >= pattern.Length)
        {
            return -1;
        }
        var isComment = pattern[start + 2] == '#';
        for (var i = start + 2; i < pattern.Length; i++)
        {
            if (pattern[i] == ')' || (!isComment && pattern[i] is ':' or '>' or '=' or '!' or '\''))
            {
                return i;
            }
            if (!isComment && pattern[i] == '<' && i + 1 < pattern.Length && pattern[i + 1] is '=' or '!')
            {
                return i + 1;
            }
        }
        return -1;
    }
}
