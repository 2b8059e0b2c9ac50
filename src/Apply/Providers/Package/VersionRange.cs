using System.Globalization;

namespace Bunraku.Apply;

/// <summary>
/// Ranges of versions as manifests write them: <c>&gt;=1.2 &lt;2</c>, <c>~&gt; 1.4</c>, <c>&gt;1 ||
/// &lt;0.5</c>; a bare version is itself alone.
/// </summary>
internal static class VersionRange
{
    private static readonly string[] Operators = [">=", "<=", "==", "!=", "~>", "~=", ">", "<", "="];

    public static bool IsRange(string text) => Operators.Any(text.TrimStart().StartsWith);

    /// <param name="compare">Less than, equal to or greater than zero, as versions compare.</param>
    public static bool Contains(string range, string version, Func<string, string, int>? compare = null) =>
        range.Split("||").Any(part => Terms(part).All(term => Holds(term, version, compare ?? Compare)));

    /// <summary>Numbers as numbers, the rest as text.</summary>
    public static int Compare(string left, string right)
    {
        var (ours, theirs) = (left.Split('.', '-', '_'), right.Split('.', '-', '_'));
        for (var i = 0; i < Math.Max(ours.Length, theirs.Length); i++)
        {
            var (a, b) = (i < ours.Length ? ours[i] : "0", i < theirs.Length ? theirs[i] : "0");
            var order =
                long.TryParse(a, NumberStyles.None, CultureInfo.InvariantCulture, out var x)
                && long.TryParse(b, NumberStyles.None, CultureInfo.InvariantCulture, out var y)
                    ? x.CompareTo(y)
                    : string.CompareOrdinal(a, b);
            if (order != 0)
            {
                return order;
            }
        }
        return 0;
    }

    /// <summary>An operator and its version may stand apart; commas and blanks part the terms.</summary>
    private static IEnumerable<(string Operator, string Version)> Terms(string text)
    {
        var waiting = "";
        foreach (var word in text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            var found = Operators.FirstOrDefault(word.StartsWith) ?? "";
            if (word.Length == found.Length)
            {
                waiting = found;
                continue;
            }
            yield return (found.Length > 0 ? found : waiting, word[found.Length..]);
            waiting = "";
        }
    }

    private static bool Holds(
        (string Operator, string Version) term,
        string version,
        Func<string, string, int> compare
    )
    {
        var order = compare(version, term.Version);
        return term.Operator switch
        {
            ">=" => order >= 0,
            "<=" => order <= 0,
            ">" => order > 0,
            "<" => order < 0,
            "!=" => order != 0,
            "~>" or "~=" => order >= 0 && compare(version, Bumped(term.Version)) < 0,
            _ => order == 0,
        };
    }

    /// <summary>The least version that <c>~&gt; VERSION</c> leaves out.</summary>
    private static string Bumped(string version)
    {
        var parts = version.Split('.').ToList();
        if (parts.Count > 1)
        {
            parts.RemoveAt(parts.Count - 1);
        }
        parts[^1] = long.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? (last + 1).ToString(CultureInfo.InvariantCulture)
            : parts[^1];
        return string.Join('.', parts);
    }
}
