using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>
/// A set of versions as npm writes them: <c>&gt;=1.0.0 &lt;2.0.0</c>, <c>^1.2</c>, <c>~1.2.3</c>, <c>1.x</c>,
/// <c>1.0.0 - 2.0.0</c>, joined by <c>||</c>.
/// </summary>
public sealed class SemVerRangeValue : Value
{
    private readonly string text;

    internal SemVerRangeValue(ImmutableArray<VersionInterval> intervals, string? text = null)
    {
        Intervals = intervals;
        this.text = text ?? Canonical;
    }

    /// <summary>
    /// From one version to another; null is unbounded. Its text has the ends as the reference has them.
    /// </summary>
    public SemVerRangeValue(SemVerValue? from, SemVerValue? to, bool isEndExcluded = false)
        : this(
            [new(from is null ? null : new(from, true), to is null ? null : new(to, !isEndExcluded))],
            isEndExcluded ? $">={to} <{from}" : $"{to} - {from}"
        ) { }

    internal ImmutableArray<VersionInterval> Intervals { get; }

    /// <summary>The intervals as comparisons, whatever the range was written as.</summary>
    public string Canonical => string.Join(" || ", Intervals);

    /// <summary>
    /// Reads a range; throws <see cref="DataTypeException"/> with the reference's sentence.
    /// </summary>
    public static SemVerRangeValue Parse(string text) => new(VersionRangeSyntax.Parse(text), text);

    /// <summary>
    /// Whether a version lies within. A pre-release only when the range itself names one of that version.
    /// </summary>
    public bool Contains(SemVerValue version) => Intervals.Any(interval => interval.Contains(version));

    /// <summary>
    /// A range of what lies in either, when they overlap or touch; null when they do not, or when one of
    /// them is more than from one version to another.
    /// </summary>
    internal SemVerRangeValue? Merge(SemVerRangeValue other)
    {
        if (
            Intervals is not [{ From: null or { IsIncluded: true } } a]
            || other.Intervals is not [{ From: null or { IsIncluded: true } } b]
        )
        {
            return null;
        }
        var (aFrom, bFrom) = (a.From?.Version ?? SemVerValue.Least, b.From?.Version ?? SemVerValue.Least);
        if (a.Contains(bFrom) || b.Contains(aFrom))
        {
            return Between(aFrom.CompareTo(bFrom) <= 0 ? a.From : b.From, VersionInterval.Upper(a.To, b.To));
        }
        return a.To is { IsIncluded: false } end && end.Version.Equals(bFrom) ? Between(a.From, b.To)
            : b.To is { IsIncluded: false } before && before.Version.Equals(aFrom) ? Between(b.From, a.To)
            : null;
    }

    /// <summary>Its text has the ends as the reference has them.</summary>
    private static SemVerRangeValue Between(VersionBound? from, VersionBound? to)
    {
        var begin = from?.Version.ToString() ?? "0.0.0-";
        var end = to?.Version.ToString() ?? "Infinity.0.0";
        return new([new(from, to)], to is { IsIncluded: false } ? $">={end} <{begin}" : $"{end} - {begin}");
    }

    public override string ToString() => text;

    public override bool Equals(Value? other) =>
        other is SemVerRangeValue range && range.Intervals.SequenceEqual(Intervals);

    public override int GetHashCode() => Canonical.GetHashCode();
}

/// <summary>An end of an interval.</summary>
internal sealed record VersionBound(SemVerValue Version, bool IsIncluded)
{
    public bool AllowsPrerelease(SemVerValue version) =>
        !Version.IsStable
        && (Version.Major, Version.Minor, Version.Patch) == (version.Major, version.Minor, version.Patch);
}

/// <summary>The versions between two ends; a missing end is unbounded.</summary>
internal sealed record VersionInterval(VersionBound? From, VersionBound? To)
{
    public static readonly VersionInterval All = new(null, null);

    /// <summary>No version at all: below the least.</summary>
    public static readonly VersionInterval None = new(null, new(SemVerValue.Least, false));

    public bool Contains(SemVerValue version) =>
        IsBetween(version)
        && (
            version.IsStable
            || this == All
            || From is not null && From.AllowsPrerelease(version)
            || To is not null && To.AllowsPrerelease(version)
        );

    private bool IsBetween(SemVerValue version) =>
        (From is null || version.CompareTo(From.Version) >= (From.IsIncluded ? 0 : 1))
        && (To is null || version.CompareTo(To.Version) <= (To.IsIncluded ? 0 : -1));

    /// <summary>What lies in both, or null.</summary>
    public VersionInterval? Intersect(VersionInterval other)
    {
        var from = Later(From, other.From);
        var to = Earlier(To, other.To);
        if (from is null || to is null)
        {
            return new(from, to);
        }
        var order = from.Version.CompareTo(to.Version);
        return order < 0 || order == 0 && from.IsIncluded && to.IsIncluded ? new(from, to) : null;
    }

    /// <summary>Whether every version of the other lies within this one.</summary>
    public bool Covers(VersionInterval other) => other.Intersect(this) == other;

    /// <summary>The later of two upper ends.</summary>
    public static VersionBound? Upper(VersionBound? a, VersionBound? b)
    {
        if (a is null || b is null)
        {
            return null;
        }
        var order = a.Version.CompareTo(b.Version);
        return order > 0 || order == 0 && a.IsIncluded ? a : b;
    }

    private static VersionBound? Later(VersionBound? a, VersionBound? b)
    {
        if (a is null || b is null)
        {
            return a ?? b;
        }
        var order = a.Version.CompareTo(b.Version);
        return order > 0 || order == 0 && !a.IsIncluded ? a : b;
    }

    private static VersionBound? Earlier(VersionBound? a, VersionBound? b)
    {
        if (a is null || b is null)
        {
            return a ?? b;
        }
        var order = a.Version.CompareTo(b.Version);
        return order < 0 || order == 0 && !a.IsIncluded ? a : b;
    }

    public override string ToString()
    {
        if (From is not null && From == To)
        {
            return From.Version.ToString();
        }
        var from = From is null ? "" : (From.IsIncluded ? ">=" : ">") + From.Version;
        var to = To is null ? "" : (To.IsIncluded ? "<=" : "<") + To.Version;
        return from.Length + to.Length == 0 ? "*" : (from + " " + to).Trim();
    }
}
