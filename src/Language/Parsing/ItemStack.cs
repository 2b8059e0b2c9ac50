using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Bunraku.Language;

/// <summary>Gathers the items of nested lists without an array for each that grows.</summary>
internal sealed class ItemStack<T>
{
    private readonly List<T> items = [];

    public int Count => items.Count;

    public T this[int index]
    {
        get => items[index];
        set => items[index] = value;
    }

    public void Add(T item) => items.Add(item);

    /// <summary>
    /// Removes what was added since <see cref="Count"/> was <paramref name="mark"/> and returns it.
    /// </summary>
    public ImmutableArray<T> Take(int mark)
    {
        if (items.Count == mark)
        {
            return [];
        }
        var taken = CollectionsMarshal.AsSpan(items)[mark..].ToArray();
        items.RemoveRange(mark, items.Count - mark);
        return ImmutableCollectionsMarshal.AsImmutableArray(taken);
    }
}
