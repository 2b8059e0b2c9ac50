using System.Collections.Immutable;

namespace Bunraku.Model;

public sealed class ArrayValue : Value
{
    public static readonly ArrayValue Empty = new([]);

    public ArrayValue(ImmutableArray<Value> items)
        : this(items, Nesting.Above(items.AsSpan()), Model.Extent.Of(items.AsSpan())) { }

    private ArrayValue(ImmutableArray<Value> items, int depth, int extent) =>
        (Items, Depth, Extent) = (items, depth, extent);

    public ImmutableArray<Value> Items { get; }

    internal override int Depth { get; }

    internal override int Extent { get; }

    public int Count => Items.Length;

    public Value this[int index] => Items[index];

    /// <summary>These items and others; only those are measured, so that appending is mere copying.</summary>
    public ArrayValue Append(ImmutableArray<Value> others)
    {
        var added = others.AsSpan();
        var (depth, extent) = (Nesting.Above(added), Model.Extent.Sum(Extent, added));
        return new ArrayValue(Items.AddRange(others), Math.Max(Depth, depth), extent);
    }

    public static ArrayValue Of(IEnumerable<Value> items) =>
        new(
            items.TryGetNonEnumeratedCount(out var count) && count <= Model.Extent.Limit
                ? [.. items]
                : [.. Model.Extent.Limited(items)]
        );

    public override string ToString() => ValueText.Interpolated(this);

    public override bool Equals(Value? other) =>
        ReferenceEquals(this, other) || other is ArrayValue array && array.Items.SequenceEqual(Items);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Items)
        {
            hash.Add(item);
        }
        return hash.ToHashCode();
    }
}
