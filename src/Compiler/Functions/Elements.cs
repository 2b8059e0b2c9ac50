using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// What an iteration goes over, by index, without copying where that can be helped: the items of an array or
/// iterator, the pairs of a hash, the characters of a string, the numbers below an integer or of a range.
/// </summary>
internal readonly struct Elements
{
    private const int LargestCapacity = 1 << 16;

    private readonly ImmutableArray<Value> items;
    private readonly HashValue? hash;
    private readonly long first;

    private Elements(ImmutableArray<Value> items)
    {
        this.items = items;
        Count = items.Length;
    }

    private Elements(HashValue hash)
    {
        this.hash = hash;
        Count = hash.Count;
    }

    private Elements(long first, long last)
    {
        this.first = first;
        var count = Int128.Max(0, (Int128)last - first + 1);
        Count =
            count <= Array.MaxLength
                ? (int)count
                : throw new DataTypeException(
                    "RUNTIME_ERROR",
                    $"there are {count} elements to iterate over; {Array.MaxLength} is the limit"
                );
    }

    public int Count { get; }

    /// <summary>Room for a result of each element, or to begin with for some of very many.</summary>
    public int Capacity => Math.Min(Count, LargestCapacity);

    /// <summary>Whether a block with two parameters gets key and value, not index and element.</summary>
    public bool IsHash => hash is not null;

    public Value this[int index]
    {
        get
        {
            if (hash is not null)
            {
                var (key, value) = hash.Entries[index];
                return new ArrayValue([key, value]);
            }
            return items.IsDefault ? new IntegerValue(first + index) : items[index];
        }
    }

    public static Elements Of(Value value) =>
        value switch
        {
            ArrayValue array => new(array.Items),
            HashValue entries => new(entries),
            IteratorValue iterator => new([.. Extent.Limited(iterator.Items)]),
            StringValue text => new(Characters.Of(text.Text)),
            IntegerValue { Number: >= 0 } limit => new(0, limit.Number - 1),
            IntegerType { From: { } from, To: { } to } => new(from, to),
            _ => new([.. Extent.Limited(IteratorValue.ItemsOf(value) ?? [])]),
        };

    /// <summary>Runs a block on one element: with both key (or index) and value when it takes two.</summary>
    public Value Give(Block block, int index)
    {
        if (!TakesTwo(block))
        {
            return block.Call(this[index]);
        }
        if (hash is not null)
        {
            var (key, value) = hash.Entries[index];
            return block.Call(key, value);
        }
        return block.Call(new IntegerValue(index), this[index]);
    }

    /// <summary>The key of a hash's entry, the index of any other element.</summary>
    public Value KeyOf(int index) => hash is null ? new IntegerValue(index) : hash.Entries[index].Key;

    public ImmutableArray<Value> ToArray()
    {
        if (!items.IsDefault)
        {
            return items;
        }
        if (Count > Extent.Limit)
        {
            throw new ExtentException();
        }
        var all = ImmutableArray.CreateBuilder<Value>(Count);
        for (var i = 0; i < Count; i++)
        {
            all.Add(this[i]);
        }
        return all.MoveToImmutable();
    }

    private static bool TakesTwo(Block block) => block.LeastArguments <= 2 && block.MostArguments >= 2;
}
