using System.Globalization;
using System.Text.RegularExpressions;

namespace Bunraku.Model;

/// <summary>
/// A semantic version (semver.org 2.0.0). The build part does not count in comparisons, but in equality.
/// </summary>
public sealed partial class SemVerValue(long major, long minor, long patch, string? prerelease, string? build)
    : Value,
        IComparable<SemVerValue>
{
    internal const string FullPattern =
        @"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)"
        + @"(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?";

    public static readonly SemVerValue Least = new(0, 0, 0, "", null);

    public SemVerValue(long major, long minor, long patch)
        : this(major, minor, patch, null, null) { }

    public long Major { get; } = major;

    public long Minor { get; } = minor;

    public long Patch { get; } = patch;

    public string? Prerelease { get; } = prerelease;

    public string? Build { get; } = build;

    public bool IsStable => Prerelease is null;

    /// <summary>Reads a full version, or returns null.</summary>
    public static SemVerValue? Parse(string text)
    {
        var match = Full().Match(text);
        return
            match.Success
            && Number(match.Groups[1]) is { } major
            && Number(match.Groups[2]) is { } minor
            && Number(match.Groups[3]) is { } patch
            ? new(major, minor, patch, Part(match.Groups[4]), Part(match.Groups[5]))
            : null;
    }

    private static long? Number(Group group) =>
        long.TryParse(group.ValueSpan, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Part(Group group) => group.Success ? group.Value : null;

    public int CompareTo(SemVerValue? other)
    {
        if (other is null)
        {
            return 1;
        }
        var order = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
        return order != 0 ? order : ComparePrerelease(Prerelease, other.Prerelease);
    }

    /// <summary>
    /// Semver 2.0.0 §11: none is above all; numbers are below words; the longer is above its beginning.
    /// </summary>
    private static int ComparePrerelease(string? left, string? right)
    {
        if (left is null || right is null)
        {
            return (left is null).CompareTo(right is null);
        }
        var a = left.Length == 0 ? [] : left.Split('.');
        var b = right.Length == 0 ? [] : right.Split('.');
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            var isNumber = long.TryParse(a[i], CultureInfo.InvariantCulture, out var x);
            var isOtherNumber = long.TryParse(b[i], CultureInfo.InvariantCulture, out var y);
            var order = (isNumber, isOtherNumber) switch
            {
                (true, true) => x.CompareTo(y),
                (true, false) => -1,
                (false, true) => 1,
                _ => string.CompareOrdinal(a[i], b[i]),
            };
            if (order != 0)
            {
                return order;
            }
        }
        return a.Length.CompareTo(b.Length);
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Major}.{Minor}.{Patch}{Suffix('-', Prerelease)}{Suffix('+', Build)}"
        );

    private static string Suffix(char mark, string? text) => string.IsNullOrEmpty(text) ? "" : mark + text;

    public override bool Equals(Value? other) =>
        other is SemVerValue version && version.CompareTo(this) == 0 && version.Build == Build;

    public override int GetHashCode() => HashCode.Combine(Major, Minor, Patch, Prerelease, Build);

    [GeneratedRegex(@"\A" + FullPattern + @"\z", RegexOptions.ECMAScript)]
    private static partial Regex Full();
}
