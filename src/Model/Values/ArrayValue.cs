using System.Collections.Immutable;

namespace Bunraku.Model;

public sealed class ArrayValue(ImmutableArray<Value> items) : Value
{
    public static readonly ArrayValue Empty = new([]);

    public ImmutableArray<Value> Items { get; } = items;

    internal override int Depth { get; } = Nesting.Above(items.AsSpan());

    internal override int Extent { get; } = Model.Extent.Of(items.AsSpan());

    public int Count => Items.Length;

    public Value this[int index] => Items[index];

    public static ArrayValue Of(IEnumerable<Value> items) => new([.. Model.Extent.Limited(items)]);

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
