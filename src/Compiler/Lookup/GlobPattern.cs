using System.Text;
using System.Text.RegularExpressions;

namespace Bunraku.Compiler;

/// <summary>
/// Finds files by a pattern with <c>*</c>, <c>?</c>, <c>[…]</c>, <c>{a,b}</c> and <c>**/</c>, in the order of
/// a sorted directory walk.
/// </summary>
internal static class GlobPattern
{
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(1);

    public static IEnumerable<string> Files(string pattern) =>
        Alternatives(pattern)
            .SelectMany(one =>
                Walk("/", one.Split('/', StringSplitOptions.RemoveEmptyEntries))
                    .OrderBy(path => path.Replace('/', '\0'), StringComparer.Ordinal)
            );

    /// <summary>The patterns that one with braces stands for.</summary>
    private static IEnumerable<string> Alternatives(string pattern)
    {
        var open = pattern.IndexOf('{', StringComparison.Ordinal);
        var close = open < 0 ? -1 : Closing(pattern, open);
        if (close < 0)
        {
            return [pattern];
        }
        return Parts(pattern[(open + 1)..close])
            .SelectMany(part => Alternatives(pattern[..open] + part + pattern[(close + 1)..]));
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

    private static IEnumerable<string> Parts(string inner)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i < inner.Length; i++)
        {
            depth +=
                inner[i] == '{' ? 1
                : inner[i] == '}' ? -1
                : 0;
            if (inner[i] == ',' && depth == 0)
            {
                yield return inner[start..i];
                start = i + 1;
            }
        }
        yield return inner[start..];
    }

    private static IEnumerable<string> Walk(string directory, ReadOnlyMemory<string> rest)
    {
        if (rest.IsEmpty)
        {
            return [];
        }
        var segment = rest.Span[0];
        var isLast = rest.Length == 1;
        if (segment == "**" && !isLast)
        {
            var below = Entries(directory, "*", wantsFiles: false).SelectMany(next => Walk(next, rest));
            return Walk(directory, rest[1..]).Concat(below);
        }
        if (segment.IndexOfAny(['*', '?', '[', '\\']) < 0)
        {
            var path = Path.Combine(directory, segment);
            return isLast
                ? File.Exists(path)
                    ? [path]
                    : []
                : Walk(path, rest[1..]);
        }
        var found = Entries(directory, segment, isLast);
        return isLast ? found : found.SelectMany(next => Walk(next, rest[1..]));
    }

    private static IEnumerable<string> Entries(string directory, string segment, bool wantsFiles)
    {
        if (!Directory.Exists(directory))
        {
            return [];
        }
        var regex = new Regex(Regular(segment), RegexOptions.CultureInvariant, MatchLimit);
        var entries = wantsFiles
            ? Directory.EnumerateFiles(directory)
            : Directory.EnumerateDirectories(directory);
        return entries.Where(path => regex.IsMatch(Path.GetFileName(path)));
    }

    private static string Regular(string segment)
    {
        // Names that begin with a dot are found only by patterns that do.
        var output = new StringBuilder(segment.StartsWith('.') ? @"\A" : @"\A(?!\.)");
        for (var i = 0; i < segment.Length; i++)
        {
            var close = segment[i] == '[' ? segment.IndexOf(']', i + 1) : -1;
            if (close > 0)
            {
                var set = segment[(i + 1)..close].Replace(@"\", @"\\", StringComparison.Ordinal);
                output.Append('[').Append(set.StartsWith('!') ? "^" + set[1..] : set).Append(']');
                i = close;
                continue;
            }
            output.Append(
                segment[i] switch
                {
                    '*' => ".*",
                    '?' => ".",
                    '\\' when i + 1 < segment.Length => Regex.Escape(segment[++i].ToString()),
                    var c => Regex.Escape(c.ToString()),
                }
            );
        }
        return output.Append(@"\z").ToString();
    }
}
