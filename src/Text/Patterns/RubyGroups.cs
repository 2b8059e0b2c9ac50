using System.Globalization;

namespace Bunraku.Text;

/// <summary>The groups of a Ruby pattern: where they begin and end.</summary>
public static class RubyGroups
{
    /// <summary>A name as .NET takes it: a hyphen there means something else.</summary>
    public static string Plain(string name) =>
        name.All(c => char.IsLetterOrDigit(c) || c == '_')
            ? name
            : string.Concat(name.Select(c => char.IsLetterOrDigit(c) ? c : '_'));

    /// <summary>
    /// What stands in the group with a name, or with a number among those without one; or null.
    /// </summary>
    internal static string? Body(string pattern, string name)
    {
        var wanted = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : -1;
        var count = 0;
        for (var at = 0; at < pattern.Length; at = After(pattern, at))
        {
            if (pattern[at] != '(')
            {
                continue;
            }
            var isPlain = at + 1 >= pattern.Length || pattern[at + 1] != '?';
            count += isPlain ? 1 : 0;
            var head = $"(?<{name}>";
            var from =
                isPlain && count == wanted ? at + 1
                : string.CompareOrdinal(pattern, at, head, 0, head.Length) == 0 ? at + head.Length
                : -1;
            if (from >= 0)
            {
                return pattern[from..End(pattern, from)];
            }
        }
        return null;
    }

    /// <summary>Where the group ends whose body begins here.</summary>
    internal static int End(string pattern, int at)
    {
        for (var depth = 1; at < pattern.Length; at = After(pattern, at))
        {
            depth += pattern[at] switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            if (depth == 0)
            {
                return at;
            }
        }
        return pattern.Length;
    }

    /// <summary>What stands behind an escape, a class in brackets, or a character.</summary>
    private static int After(string pattern, int at)
    {
        switch (pattern[at])
        {
            case '\\':
                return at + 2;
            case '[':
                for (var depth = 0; at < pattern.Length; at++)
                {
                    depth += pattern[at] switch
                    {
                        '[' => 1,
                        ']' => -1,
                        _ => 0,
                    };
                    at += pattern[at] == '\\' ? 1 : 0;
                    if (depth == 0)
                    {
                        break;
                    }
                }
                return at + 1;
            default:
                return at + 1;
        }
    }
}
