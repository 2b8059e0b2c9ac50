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

    private readonly HashSource? source;
    private KeyValuePair<Value, Value>[]? found;
    private Dictionary<Value, int>? index;
    private int depth;
    private int extent;

    private HashValue(KeyValuePair<Value, Value>[] entries)
    {
        found = entries;
        Measure(entries);
    }

    private HashValue(KeyValuePair<Value, Value>[] entries, int depth, int extent) =>
        (found, this.depth, this.extent) = (entries, depth, extent);

    private HashValue(HashSource source) => this.source = source;

    internal override int Depth => Loaded is null ? 0 : depth;

    internal override int Extent => Loaded is null ? 0 : extent;

    /// <summary>Whether single values can be had while others are not known yet.</summary>
    public bool IsOpen => source is not null && found is null;

    /// <summary>Where values come from while this hash is open.</summary>
    public HashSource? Source => source;

    public int Count => Loaded.Length;

    public ReadOnlySpan<KeyValuePair<Value, Value>> Entries => Loaded;

    public IEnumerable<Value> Keys => Loaded.Select(entry => entry.Key);

    public IEnumerable<Value> Values => Loaded.Select(entry => entry.Value);

    /// <summary>The entries for LINQ and <c>foreach</c> in iterators, where a span cannot live.</summary>
    public IReadOnlyList<KeyValuePair<Value, Value>> Pairs => Loaded;

    /// <summary>Whatever needs more than one value asks the source for all.</summary>
    private KeyValuePair<Value, Value>[] Loaded
    {
        get
        {
            if (found is null)
            {
                var all = source!.All().Loaded;
                Measure(all);
                found = all;
            }
            return found;
        }
    }

    /// <summary>A hash whose values are found when they are asked for.</summary>
    public static HashValue From(HashSource source) => new(source);

    /// <summary>The value of a key, or null when the key is absent (C# null: never a Puppet value).</summary>
    public Value? Find(Value key)
    {
        if (IsOpen)
        {
            return source!.Find(key);
        }
        var at = IndexOf(key);
        return at < 0 ? null : Loaded[at].Value;
    }

    public Value? Find(string key) => Find(new StringValue(key));

    public bool Contains(Value key) => IsOpen ? source!.Find(key) is not null : IndexOf(key) >= 0;

    /// <summary>This hash with one entry set; an existing key keeps its place.</summary>
    public HashValue With(Value key, Value value)
    {
        var builder = new Builder(this);
        builder[key] = value;
        return builder.Build();
    }

    /// <summary>
    /// This hash with the entries of another set; an existing key keeps its place. A few entries more cost a
    /// copy of the rest, and no index.
    /// </summary>
    public HashValue And(HashValue other)
    {
        var (mine, more) = (Loaded, other.Loaded);
        if (more.Length > ScanLimit)
        {
            var builder = new Builder(this);
            foreach (var (key, value) in more)
            {
                builder[key] = value;
            }
            return builder.Build();
        }
        var made = new KeyValuePair<Value, Value>[mine.Length + more.Length];
        mine.CopyTo(made, 0);
        var count = mine.Length;
        foreach (var (key, value) in more)
        {
            if (PlaceOf(key) is >= 0 and var at)
            {
                made[at] = new(mine[at].Key, value);
            }
            else
            {
                made[count++] = new(key, value);
            }
        }
        return count == made.Length
            ? new HashValue(made, Math.Max(Depth, other.Depth), Model.Extent.Together(Extent, other.Extent))
            : new HashValue(made[..count]);
    }

    public HashValue Without(Predicate<Value> key) => Of(Loaded.Where(entry => !key(entry.Key)));

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
            && Loaded.All(entry => hash.Find(entry.Key) is { } value && value.Equals(entry.Value));

    public override int GetHashCode()
    {
        var sum = Loaded.Length;
        foreach (var (key, value) in Loaded)
        {
            sum += HashCode.Combine(key, value);
        }
        return sum;
    }

    private void Measure(KeyValuePair<Value, Value>[] all)
    {
        depth = Nesting.Above(all);
        extent = Model.Extent.Of(all);
    }

    private Dictionary<Value, int> Index => index ??= IndexOf(Loaded);

    private static Dictionary<Value, int> IndexOf(KeyValuePair<Value, Value>[] all) =>
        Enumerable.Range(0, all.Length).ToDictionary(i => all[i].Key);

    private int IndexOf(Value key)
    {
        if (Loaded.Length > ScanLimit)
        {
            return Index.GetValueOrDefault(key, -1);
        }
        return PlaceOf(key);
    }

    /// <summary>Where a key stands, or -1, by the index where there is one already.</summary>
    private int PlaceOf(Value key)
    {
        if (index is not null)
        {
            return index.GetValueOrDefault(key, -1);
        }
        var entries = Loaded;
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
            entries.AddRange(start.Loaded);
            index = entries.Count > ScanLimit ? new(start.Index) : null;
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
                index?.Add(key, entries.Count - 1);
            }
        }

        public bool Contains(Value key) => IndexOf(key) >= 0;

        /// <summary>The hash; the index goes with it, and is made anew if this is used further.</summary>
        public HashValue Build()
        {
            if (entries.Count == 0)
            {
                return Empty;
            }
            var made = new HashValue([.. entries]) { index = index };
            index = null;
            return made;
        }

        private int IndexOf(Value key)
        {
            if (entries.Count > ScanLimit)
            {
                index ??= Enumerable.Range(0, entries.Count).ToDictionary(i => entries[i].Key);
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
