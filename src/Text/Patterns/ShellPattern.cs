using System.Collections.Immutable;

namespace Bunraku.Text;

/// <summary>
/// How a <see cref="ShellPattern"/> is held against a text; Ruby's <c>File::FNM_…</c> bits.
/// </summary>
[Flags]
public enum ShellPatternOptions
{
    None = 0,

    /// <summary>A backslash is a character like others.</summary>
    NoEscape = 1,

    /// <summary>Wildcards stop at <c>/</c>, and <c>**/</c> matches folders of any depth.</summary>
    PathName = 2,

    /// <summary>Wildcards match a period at the beginning of a name.</summary>
    DotMatch = 4,

    CaseFold = 8,

    /// <summary><c>{a,b}</c> stands for either.</summary>
    Braces = 16,
}

/// <summary>
/// Patterns of shells with <c>*</c>, <c>?</c>, <c>[…]</c> and <c>\</c>, as Ruby's
/// <c>File.fnmatch</c> reads them.
/// </summary>
public static class ShellPattern
{
    public static bool Matches(string pattern, string text, ShellPatternOptions options = default)
    {
        if (options.HasFlag(ShellPatternOptions.Braces))
        {
            var one = options & ~ShellPatternOptions.Braces;
            return Alternatives(pattern).Any(alternative => Matches(alternative, text, one));
        }
        return options.HasFlag(ShellPatternOptions.PathName)
            ? MatchesPath(pattern, text, options)
            : MatchesName(pattern, text, options);
    }

    /// <summary>Whether a part of a path is more than a name.</summary>
    public static bool HasWildcard(ReadOnlySpan<char> part) => part.IndexOfAny('*', '?', '[') >= 0;

    /// <summary>A name without its backslashes.</summary>
    public static string Unescaped(string part)
    {
        if (!part.Contains('\\', StringComparison.Ordinal))
        {
            return part;
        }
        var output = new System.Text.StringBuilder();
        for (var i = 0; i < part.Length; i++)
        {
            i += part[i] == '\\' && i + 1 < part.Length ? 1 : 0;
            output.Append(part[i]);
        }
        return output.ToString();
    }

    /// <summary>
    /// The patterns that one with braces stands for; a brace that is not closed is a character.
    /// </summary>
    public static ImmutableArray<string> Alternatives(string pattern)
    {
        var open = Unescaped(pattern, '{', 0);
        var close = open < 0 ? -1 : Closing(pattern, open);
        if (close < 0)
        {
            return [pattern];
        }
        var (head, tail) = (pattern[..open], pattern[(close + 1)..]);
        return [.. Parts(pattern[(open + 1)..close]).SelectMany(part => Alternatives(head + part + tail))];
    }

    private static int Unescaped(string text, char wanted, int start)
    {
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == wanted)
            {
                return i;
            }
        }
        return -1;
    }

    private static int Closing(string pattern, int open)
    {
        var depth = 0;
        for (var i = open; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\':
                    i++;
                    break;
                case '{':
                    depth++;
                    break;
                case '}' when --depth == 0:
                    return i;
            }
        }
        return -1;
    }

    private static IEnumerable<string> Parts(string text)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\':
                    i++;
                    break;
                case '{':
                    depth++;
                    break;
                case '}':
                    depth--;
                    break;
                case ',' when depth == 0:
                    yield return text[start..i];
                    start = i + 1;
                    break;
            }
        }
        yield return text[start..];
    }

    private static bool MatchesPath(
        ReadOnlySpan<char> pattern,
        ReadOnlySpan<char> path,
        ShellPatternOptions options
    )
    {
        while (true)
        {
            if (pattern.StartsWith("**/"))
            {
                var rest = pattern[3..].TrimStart('/');
                for (var start = 0; start >= 0; )
                {
                    var below = path[start..];
                    if (MatchesPath(rest, below, options))
                    {
                        return true;
                    }
                    var isHidden = below.StartsWith(".") && !options.HasFlag(ShellPatternOptions.DotMatch);
                    var slash = below.IndexOf('/');
                    start = slash < 0 || isHidden ? -1 : start + slash + 1;
                }
                return false;
            }
            var (end, stop) = (pattern.IndexOf('/'), path.IndexOf('/'));
            if (end < 0 || stop < 0)
            {
                return end == stop && MatchesName(pattern, path, options);
            }
            if (!MatchesName(pattern[..end], path[..stop], options))
            {
                return false;
            }
            pattern = pattern[(end + 1)..];
            path = path[(stop + 1)..];
        }
    }

    /// <summary>
    /// One name against one part of a pattern. A star that failed is tried one character longer.
    /// </summary>
    private static bool MatchesName(
        ReadOnlySpan<char> pattern,
        ReadOnlySpan<char> name,
        ShellPatternOptions options
    )
    {
        if (name.StartsWith(".") && !options.HasFlag(ShellPatternOptions.DotMatch) && !NamesDot(pattern))
        {
            return false;
        }
        var (at, next, star, resume) = (0, 0, -1, 0);
        while (at < name.Length)
        {
            if (next < pattern.Length && pattern[next] == '*')
            {
                (star, resume) = (next++, at);
            }
            else if (next < pattern.Length && Step(pattern[next..], name[at], options) is > 0 and var taken)
            {
                at++;
                next += taken;
            }
            else if (star >= 0)
            {
                (at, next) = (++resume, star + 1);
            }
            else
            {
                return false;
            }
        }
        return !pattern[next..].ContainsAnyExcept('*');
    }

    private static bool NamesDot(ReadOnlySpan<char> pattern) =>
        pattern.StartsWith(".") || pattern.StartsWith(@"\.");

    /// <summary>How much of a pattern matches one character; 0 when it does not.</summary>
    private static int Step(ReadOnlySpan<char> pattern, char c, ShellPatternOptions options)
    {
        switch (pattern[0])
        {
            case '?':
                return 1;
            case '[':
                return InSet(pattern, c, options);
            case '\\' when pattern.Length > 1 && !options.HasFlag(ShellPatternOptions.NoEscape):
                return Same(pattern[1], c, options) ? 2 : 0;
            default:
                return Same(pattern[0], c, options) ? 1 : 0;
        }
    }

    /// <summary>
    /// The length of a set that holds the character, or 0: also when the set is not closed.
    /// </summary>
    private static int InSet(ReadOnlySpan<char> pattern, char c, ShellPatternOptions options)
    {
        var i = 1;
        var isNegated = i < pattern.Length && pattern[i] is '!' or '^';
        i += isNegated ? 1 : 0;
        var isIn = false;
        while (i < pattern.Length && pattern[i] != ']')
        {
            var first = Item(pattern, ref i, options);
            var last = first;
            if (i + 1 < pattern.Length && pattern[i] == '-' && pattern[i + 1] != ']')
            {
                i++;
                last = Item(pattern, ref i, options);
            }
            // Either end counts even when the range is upside down.
            var isWithin = c >= first && c <= last;
            isIn |= isWithin || Same(first, c, options) || Same(last, c, options);
        }
        return i < pattern.Length && isIn != isNegated ? i + 1 : 0;
    }

    private static char Item(ReadOnlySpan<char> pattern, ref int i, ShellPatternOptions options)
    {
        if (pattern[i] == '\\' && i + 1 < pattern.Length && !options.HasFlag(ShellPatternOptions.NoEscape))
        {
            i++;
        }
        return pattern[i++];
    }

    private static bool Same(char one, char other, ShellPatternOptions options) =>
        one == other
        || options.HasFlag(ShellPatternOptions.CaseFold)
            && char.ToLowerInvariant(one) == char.ToLowerInvariant(other);
}
