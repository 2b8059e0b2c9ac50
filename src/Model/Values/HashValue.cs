using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>
/// An immutable hash that keeps the order in which its keys were first set, as Ruby's does.
/// </summary>
public sealed class HashValue : Value
{
    /// <summary>Below this many entries a scan is cheaper than an index.</summary>
    private const int ScanLimit = 8;

    public static readonly HashValue Empty = new([]);

    private readonly KeyValuePair<Value, Value>[] entries;
    private Dictionary<Value, int>? index;

    private HashValue(KeyValuePair<Value, Value>[] entries)
    {
        this.entries = entries;
        Depth = Nesting.Above(entries);
        Extent = Model.Extent.Of(entries);
    }

    internal override int Depth { get; }

    internal override int Extent { get; }

    public int Count => entries.Length;

    public ReadOnlySpan<KeyValuePair<Value, Value>> Entries => entries;

    public IEnumerable<Value> Keys => entries.Select(entry => entry.Key);

    public IEnumerable<Value> Values => entries.Select(entry => entry.Value);

    /// <summary>The entries for LINQ and <c>foreach</c> in iterators, where a span cannot live.</summary>
    public IReadOnlyList<KeyValuePair<Value, Value>> Pairs => entries;

    /// <summary>The value of a key, or null when the key is absent (C# null: never a Puppet value).</summary>
    public Value? Find(Value key)
    {
        var at = IndexOf(key);
        return at < 0 ? null : entries[at].Value;
    }

    public Value? Find(string key) => Find(new StringValue(key));

    public bool Contains(Value key) => IndexOf(key) >= 0;

    /// <summary>This hash with one entry set; an existing key keeps its place.</summary>
    public HashValue With(Value key, Value value)
    {
        var builder = new Builder(this);
        builder[key] = value;
        return builder.Build();
    }

    public HashValue Without(Predicate<Value> key) => Of(entries.Where(entry => !key(entry.Key)));

    public static HashValue Of(IEnumerable<KeyValuePair<Value, Value>> entries)
    {
        var builder = new Builder();
        foreach (var (key, value) in entries)
        {
            builder[key] = value;
        }
        return builder.Build();
    }

    public static HashValue Of(params ReadOnlySpan<(string Key, Value Value)> entries)
    {
        var builder = new Builder();
        foreach (var (key, value) in entries)
        {
            builder[key] = value;
        }
        return builder.Build();
    }

    public override string ToString() => ValueText.Interpolated(this);

    /// <summary>Equal when the same keys have equal values, in whatever order.</summary>
    public override bool Equals(Value? other) =>
        ReferenceEquals(this, other)
        || other is HashValue hash
            && hash.Count == Count
            && entries.All(entry => hash.Find(entry.Key) is { } value && value.Equals(entry.Value));

    public override int GetHashCode()
    {
        var sum = entries.Length;
        foreach (var (key, value) in entries)
        {
            sum += HashCode.Combine(key, value);
        }
        return sum;
    }

    private int IndexOf(Value key)
    {
        if (entries.Length > ScanLimit)
        {
            index ??= Enumerable.Range(0, entries.Length).ToDictionary(i => entries[i].Key);
            return index.GetValueOrDefault(key, -1);
        }
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i].Key.Equals(key))
            {
                return i;
            }
        }
        return -1;
    }

    /// <summary>Collects entries; setting a key again replaces its value in place.</summary>
    public sealed class Builder
    {
        private readonly List<KeyValuePair<Value, Value>> entries = [];
        private Dictionary<Value, int>? index;

        public Builder() { }

        public Builder(HashValue start)
        {
            foreach (var (key, value) in start.entries)
            {
                this[key] = value;
            }
        }

        public int Count => entries.Count;

        public Value this[Value key]
        {
            get => IndexOf(key) is >= 0 and var at ? entries[at].Value : throw new KeyNotFoundException();
            set
            {
                if (IndexOf(key) is >= 0 and var at)
                {
                    entries[at] = new(entries[at].Key, value);
                    return;
                }
                entries.Add(new(key, value));
                if (index is not null)
                {
                    index.Add(key, entries.Count - 1);
                }
                else if (entries.Count > ScanLimit)
                {
                    index = Enumerable.Range(0, entries.Count).ToDictionary(i => entries[i].Key);
                }
            }
        }

        public bool Contains(Value key) => IndexOf(key) >= 0;

        public HashValue Build() => entries.Count == 0 ? Empty : new HashValue([.. entries]);

        private int IndexOf(Value key)
        {
            if (index is not null)
            {
                return index.GetValueOrDefault(key, -1);
            }
            for (var i = 0; i < entries.Count; i++)
            {
                if (entries[i].Key.Equals(key))
                {
                    return i;
                }
            }
            return -1;
        }
    }
}
