using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>Versions, or those within one of several ranges.</summary>
public sealed class SemVerType : DataType
{
    public static readonly SemVerType Default = new();

    public SemVerType()
        : this([]) { }

    public SemVerType(ImmutableArray<SemVerRangeValue> ranges) => Ranges = Merged(ranges);

    public override string Name => "SemVer";

    public ImmutableArray<SemVerRangeValue> Ranges { get; }

    public override Constructor Constructor => SemVerConstructors.Version;

    /// <summary>
    /// Ranges that overlap or touch become one; the reference goes through them from the last.
    /// </summary>
    private static ImmutableArray<SemVerRangeValue> Merged(ImmutableArray<SemVerRangeValue> ranges)
    {
        if (ranges.Length < 2)
        {
            return ranges;
        }
        var result = new List<SemVerRangeValue>();
        var left = ranges.ToList();
        while (left.Count > 0)
        {
            var merged = left[^1];
            left.RemoveAt(left.Count - 1);
            var apart = new List<SemVerRangeValue>();
            foreach (var range in left)
            {
                if (merged.Merge(range) is { } both)
                {
                    merged = both;
                }
                else
                {
                    apart.Add(range);
                }
            }
            result.Add(merged);
            left = apart;
        }
        result.Reverse();
        return [.. result];
    }

    public override bool IsInstance(Value value) =>
        value is SemVerValue version && (Ranges.IsEmpty || Ranges.Any(range => range.Contains(version)));

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        other is SemVerType type
        && (
            Ranges.IsEmpty
            || !type.Ranges.IsEmpty && type.Ranges.SelectMany(range => range.Intervals).All(IsCovered)
        );

    private bool IsCovered(VersionInterval interval) =>
        Ranges.SelectMany(range => range.Intervals).Any(own => own.Covers(interval));

    public override DataType WithParameters(ReadOnlySpan<Value> parameters)
    {
        var flat = TypeParameters.Flatten(parameters);
        TypeParameters.CheckCount(this, flat.Length, 1, int.MaxValue);
        for (var i = 0; i < flat.Length; i++)
        {
            if (flat[i] is not (SemVerRangeValue or StringValue))
            {
                throw DataTypeException.BadKind(this, i, flat[i], "String or SemanticPuppet::VersionRange");
            }
        }
        return new SemVerType([
            .. flat.Select(parameter =>
                parameter as SemVerRangeValue ?? SemVerRangeValue.Parse(parameter.ToString())
            ),
        ]);
    }

    internal override void Print(TypePrinter printer) =>
        printer.Append(Name, Ranges.Select(range => $"'{range}'"));

    private protected override bool HasSameParameters(DataType other) =>
        other is SemVerType type && type.Ranges.SequenceEqual(Ranges);

    public override int GetHashCode() => HashCode.Combine(Name, Ranges.Length);
}
