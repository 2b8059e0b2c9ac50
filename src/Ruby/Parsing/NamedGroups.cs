using System.Text.RegularExpressions;

namespace Bunraku.Ruby;

/// <summary>The named groups of a regular expression, in order.</summary>
internal static partial class NamedGroups
{
    public static IEnumerable<string> In(string pattern) =>
        pattern.Contains("(?<", StringComparison.Ordinal) || pattern.Contains("(?'", StringComparison.Ordinal)
            ? Group().Matches(pattern).Select(match => match.Groups[1].Value).Distinct()
            : [];

    /// <summary>Those that become variables where the pattern stands before <c>=~</c>.</summary>
    public static IEnumerable<string> Variables(string pattern) =>
        In(pattern)
            .Where(name =>
                (char.IsAsciiLetterLower(name[0]) || name[0] == '_' || name[0] > 127)
                && name.All(c => char.IsLetterOrDigit(c) || c == '_')
            );

    [GeneratedRegex(@"(?<!\\)\(\?[<']([^=!>'][^>']*)[>']")]
    private static partial Regex Group();
}
