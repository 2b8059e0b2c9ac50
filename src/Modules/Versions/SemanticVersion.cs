using System.Globalization;
using System.Text.RegularExpressions;

namespace Bunraku.Modules;

/// <summary>A version by Semantic Versioning 2.0.0.</summary>
public sealed partial record SemanticVersion(
    long Major,
    long Minor,
    long Patch,
    string Prerelease = "",
    string Build = ""
) : IComparable<SemanticVersion>
{
    public static SemanticVersion? Parse(string text)
    {
        var match = Pattern().Match(text);
        return
            match.Success
            && TryNumber(match.Groups[1].Value, out var major)
            && TryNumber(match.Groups[2].Value, out var minor)
            && TryNumber(match.Groups[3].Value, out var patch)
            ? new(major, minor, patch, match.Groups[4].Value, match.Groups[5].Value)
            : null;
    }

    /// <summary>Precedence by section 11 of the specification; build metadata do not count.</summary>
    public int CompareTo(SemanticVersion? other)
    {
        if (other is null)
        {
            return 1;
        }
        var numbers = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
        if (numbers != 0 || Prerelease == other.Prerelease)
        {
            return numbers;
        }
        if (Prerelease.Length == 0 || other.Prerelease.Length == 0)
        {
            return Prerelease.Length == 0 ? 1 : -1;
        }
        var (mine, theirs) = (Prerelease.Split('.'), other.Prerelease.Split('.'));
        for (var i = 0; i < Math.Min(mine.Length, theirs.Length); i++)
        {
            if (CompareIdentifiers(mine[i], theirs[i]) is not 0 and var order)
            {
                return order;
            }
        }
        return mine.Length.CompareTo(theirs.Length);
    }

    public override string ToString() =>
        $"{Major}.{Minor}.{Patch}"
        + (Prerelease.Length > 0 ? "-" + Prerelease : "")
        + (Build.Length > 0 ? "+" + Build : "");

    private static int CompareIdentifiers(string mine, string theirs) =>
        (TryNumber(mine, out var a), TryNumber(theirs, out var b)) switch
        {
            (true, true) => a.CompareTo(b),
            (true, false) => -1,
            (false, true) => 1,
            _ => string.CompareOrdinal(mine, theirs),
        };

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    [GeneratedRegex(
        @"\A(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z.-]+))?(?:\+([0-9A-Za-z.-]+))?\z"
    )]
    private static partial Regex Pattern();
}
