using System.Text.RegularExpressions;

namespace Bunraku.Ruby;

/// <summary>The named groups of a regular expression, in order.</summary>
internal static partial class NamedGroups
{
    public static IEnumerable<string> In(string pattern) =>
        pattern.Contains("(?<", StringComparison.Ordinal)
            ? Group().Matches(pattern).Select(match => match.Groups[1].Value).Distinct()
            : [];

    [GeneratedRegex(@"(?<!\\)\(\?<([a-z_]\w*)>")]
    private static partial Regex Group();
}
