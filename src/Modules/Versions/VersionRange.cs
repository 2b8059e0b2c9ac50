using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Bunraku.Modules;

/// <summary>
/// The versions that <c>metadata.json</c> or a Puppetfile asks for: <c>&gt;= 1.2.0 &lt; 3.0.0</c>,
/// <c>1.x</c>,
/// <c>~&gt; 1.2</c>, <c>^1.2</c>, <c>1.0.0 - 2.0.0</c>, alternatives with <c>||</c>.
/// </summary>
public sealed partial class VersionRange
{
    private readonly string text;
    private readonly ImmutableArray<ImmutableArray<Bound>> alternatives;

    private VersionRange(string text, ImmutableArray<ImmutableArray<Bound>> alternatives)
    {
        this.text = text;
        this.alternatives = alternatives;
    }

    /// <summary>The range, or null when the text means none.</summary>
    public static VersionRange? Parse(string text)
    {
        var alternatives = ImmutableArray.CreateBuilder<ImmutableArray<Bound>>();
        foreach (var part in text.Split("||"))
        {
            if (Bounds(part.Trim()) is not { } bounds)
            {
                return null;
            }
            alternatives.Add(bounds);
        }
        return new(text.Trim(), alternatives.ToImmutable());
    }

    /// <summary>Pre-releases are wanted only by a range that names one of the same version.</summary>
    public bool Contains(SemanticVersion version) =>
        alternatives.Any(bounds =>
            bounds.All(bound => bound.Allows(version))
            && (
                version.Prerelease.Length == 0
                || bounds.Any(bound =>
                    bound.Version.Prerelease.Length > 0
                    && (bound.Version.Major, bound.Version.Minor, bound.Version.Patch)
                        == (version.Major, version.Minor, version.Patch)
                )
            )
        );

    /// <summary>The highest of the versions that the range contains, or null.</summary>
    public SemanticVersion? Highest(IEnumerable<SemanticVersion> versions) => versions.Where(Contains).Max();

    public override string ToString() => text;

    private static ImmutableArray<Bound>? Bounds(string text)
    {
        if (text is "" or "*" or "x" or "latest")
        {
            return [];
        }
        if (Hyphenated().Match(text) is { Success: true } hyphen)
        {
            return
                Term(">=" + hyphen.Groups[1].Value) is { } low
                && Term("<=" + hyphen.Groups[2].Value) is { } high
                ? [.. low, .. high]
                : null;
        }
        var bounds = ImmutableArray.CreateBuilder<Bound>();
        var end = 0;
        foreach (Match match in Terms().Matches(text))
        {
            if (
                match.Index != end
                || Term(match.Value.Replace(" ", "", StringComparison.Ordinal)) is not { } found
            )
            {
                return null;
            }
            bounds.AddRange(found);
            end = match.Index + match.Length;
        }
        return end == text.Length ? bounds.ToImmutable() : null;
    }

    private static ImmutableArray<Bound>? Term(string term)
    {
        var match = OneTerm().Match(term);
        if (!match.Success)
        {
            return null;
        }
        var numbers = new[] { 2, 3, 4 }
            .Select(group => match.Groups[group].Value)
            .TakeWhile(part => part is not ("" or "x" or "X" or "*"))
            .Select(part => long.Parse(part, CultureInfo.InvariantCulture))
            .ToArray();
        var low = new SemanticVersion(
            numbers.ElementAtOrDefault(0),
            numbers.ElementAtOrDefault(1),
            numbers.ElementAtOrDefault(2),
            match.Groups[5].Value
        );
        return match.Groups[1].Value switch
        {
            ">=" => [new(Order.AtLeast, low)],
            ">" => numbers.Length == 3
                ? [new(Order.Above, low)]
                : [new(Order.AtLeast, After(low, numbers.Length))],
            "<" => [new(Order.Below, low)],
            "<=" => numbers.Length == 3
                ? [new(Order.AtMost, low)]
                : [new(Order.Below, After(low, numbers.Length))],
            "~>" => [new(Order.AtLeast, low), new(Order.Below, After(low, Math.Max(1, numbers.Length - 1)))],
            "~" => [new(Order.AtLeast, low), new(Order.Below, After(low, Math.Min(2, numbers.Length)))],
            "^" => [new(Order.AtLeast, low), new(Order.Below, After(low, Caret(numbers)))],
            _ when numbers.Length == 3 => [new(Order.AtLeast, low), new(Order.AtMost, low)],
            _ when numbers.Length == 0 => [],
            _ => [new(Order.AtLeast, low), new(Order.Below, After(low, numbers.Length))],
        };
    }

    /// <summary>
    /// The first version beyond those that agree in their first <paramref name="parts"/> numbers.
    /// </summary>
    private static SemanticVersion After(SemanticVersion version, int parts) =>
        parts switch
        {
            1 => new(version.Major + 1, 0, 0),
            2 => new(version.Major, version.Minor + 1, 0),
            _ => new(version.Major, version.Minor, version.Patch + 1),
        };

    private static int Caret(long[] numbers)
    {
        var first = Array.FindIndex(numbers, number => number != 0);
        return first < 0 ? Math.Max(1, numbers.Length) : first + 1;
    }

    private enum Order
    {
        AtLeast,
        Above,
        Below,
        AtMost,
    }

    private sealed record Bound(Order Order, SemanticVersion Version)
    {
        public bool Allows(SemanticVersion version)
        {
            var order = version.CompareTo(Version);
            return Order switch
            {
                Order.AtLeast => order >= 0,
                Order.Above => order > 0,
                Order.Below => order < 0,
                _ => order <= 0,
            };
        }
    }

    private const string Number = @"(?:\d+|[xX*])";

    [GeneratedRegex(@"\A(\S+)\s+-\s+(\S+)\z")]
    private static partial Regex Hyphenated();

    [GeneratedRegex(@"(?:>=|<=|~>|[<>=~^])?\s*v?[0-9xX*][^\s,]*[\s,]*")]
    private static partial Regex Terms();

    [GeneratedRegex(
        @"\A(>=|<=|~>|[<>=~^])?v?("
            + Number
            + @")(?:\.("
            + Number
            + @"))?(?:\.("
            + Number
            + @"))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?,?\z"
    )]
    private static partial Regex OneTerm();
}
