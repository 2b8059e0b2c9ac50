using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>
/// What <c>step</c>, <c>reverse_each</c> and <c>tree_each</c> return without a block: elements to iterate over,
/// which are no array until somebody asks for one.
/// </summary>
public sealed class IteratorValue(ImmutableArray<Value> items) : Value
{
    public ImmutableArray<Value> Items { get; } = items;

    public override string ToString() => "Iterator-Value";

    public override bool Equals(Value? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Items.Length;
}
