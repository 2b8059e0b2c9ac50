using System.IO.Enumeration;

namespace Bunraku.Compiler;

/// <summary>
/// Paths that match a shell pattern, as Ruby's <c>Dir.glob</c> finds them, in ordinal order.
/// </summary>
internal static class Glob
{
    public static IEnumerable<string> Find(string pattern) =>
        Alternatives(pattern)
            .SelectMany(alternative =>
                alternative.StartsWith('/')
                    ? Walk("/", alternative.Split('/', StringSplitOptions.RemoveEmptyEntries))
                    : Walk("", alternative.Split('/', StringSplitOptions.RemoveEmptyEntries))
            )
            .Distinct();

    /// <summary>What <c>{a,b}</c> stands for.</summary>
    private static IEnumerable<string> Alternatives(string pattern)
    {
        var open = pattern.IndexOf('{');
        var close = open < 0 ? -1 : Closing(pattern, open);
        if (close < 0)
        {
            return [pattern];
        }
        var (head, tail) = (pattern[..open], pattern[(close + 1)..]);
        return Parts(pattern[(open + 1)..close]).SelectMany(part => Alternatives(head + part + tail));
    }

    private static int Closing(string pattern, int open)
    {
        var depth = 0;
        for (var i = open; i < pattern.Length; i++)
        {
            depth +=
                pattern[i] == '{' ? 1
                : pattern[i] == '}' ? -1
                : 0;
            if (depth == 0)
            {
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
            depth +=
                text[i] == '{' ? 1
                : text[i] == '}' ? -1
                : 0;
            if (depth == 0 && text[i] == ',')
            {
                yield return text[start..i];
                start = i + 1;
            }
        }
        yield return text[start..];
    }

    private static IEnumerable<string> Walk(string directory, string[] parts)
    {
        if (parts.Length == 0)
        {
            return directory.Length > 0 && Path.Exists(directory) ? [directory] : [];
        }
        var (part, rest) = (parts[0], parts[1..]);
        if (part == "**" && rest.Length > 0)
        {
            return Walk(directory, rest)
                .Concat(
                    Names(directory, "*", true).SelectMany(name => Walk(Path.Combine(directory, name), parts))
                );
        }
        if (!part.AsSpan().ContainsAny("*?["))
        {
            var path = Path.Combine(directory, part);
            return Path.Exists(path) ? Walk(path, rest) : [];
        }
        return Names(directory, part, rest.Length > 0)
            .SelectMany(name => Walk(Path.Combine(directory, name), rest));
    }

    private static List<string> Names(string directory, string pattern, bool onlyDirectories)
    {
        var place = new DirectoryInfo(directory.Length == 0 ? "." : directory);
        if (!place.Exists)
        {
            return [];
        }
        var entries = onlyDirectories ? place.EnumerateDirectories() : place.EnumerateFileSystemInfos();
        return
        [
            .. entries
                .Select(entry => entry.Name)
                .Where(name => (!name.StartsWith('.') || pattern.StartsWith('.')) && IsMatch(pattern, name))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        var open = pattern.IndexOf('[');
        var close = open < 0 ? -1 : pattern[open..].IndexOf(']') + open;
        if (close <= open)
        {
            return name.IsEmpty
                ? !pattern.ContainsAnyExcept('*')
                : FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
        }
        var (head, set, tail) = (
            pattern[..open].ToString(),
            pattern[(open + 1)..close].ToString(),
            pattern[(close + 1)..].ToString()
        );
        for (var at = 0; at < name.Length; at++)
        {
            if (Holds(set, name[at]) && IsMatch(head, name[..at]) && IsMatch(tail, name[(at + 1)..]))
            {
                return true;
            }
        }
        return false;
    }

    private static bool Holds(string set, char c)
    {
        var isNegated = set.Length > 1 && set[0] is '^' or '!';
        for (var i = isNegated ? 1 : 0; i < set.Length; i++)
        {
            var isRange = i + 2 < set.Length && set[i + 1] == '-';
            if (isRange ? c >= set[i] && c <= set[i + 2] : c == set[i])
            {
                return !isNegated;
            }
            i += isRange ? 2 : 0;
        }
        return isNegated;
    }
}
