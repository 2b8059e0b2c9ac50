using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>
/// <c>Hash.new(from)</c>: from pairs, from a flat list, or from paths and values (<c>tree</c>).
/// </summary>
internal static class HashConstructor
{
    private static readonly TypeAliasType TreeArray = Constructor.Alias(
        "TreeArray",
        new ArrayType(new TupleType([ArrayType.Default, AnyType.Default]), new IntegerType(1, null))
    );

    private static readonly TypeAliasType KeyValueArray = Constructor.Alias(
        "KeyValueArray",
        new ArrayType(new TupleType([AnyType.Default, AnyType.Default]), new IntegerType(1, null))
    );

    private static readonly TypeAliasType Option = Constructor.Alias(
        "NewHashOption",
        new EnumType(["tree", "hash_tree"])
    );

    public static readonly Constructor Instance = new(
        "new_hash",
        [
            new(
                Signature.Of(1, (TreeArray, "from"), (Option, "build_option")),
                (arguments, _) =>
                    arguments.Length == 1
                        ? FromPairs((ArrayValue)arguments[0])
                        : FromTree((ArrayValue)arguments[0], arguments[1].ToString() == "hash_tree")
            ),
            new(
                Signature.Of(0, (KeyValueArray, "from")),
                (arguments, _) => FromPairs((ArrayValue)arguments[0])
            ),
            new(Signature.Of(0, (AnyType.Default, "from")), (arguments, _) => FromAny(arguments[0])),
        ]
    );

    /// <summary>How far an index of a tree may make a list longer.</summary>
    private const int MostItems = 1 << 20;

    private static HashValue FromPairs(ArrayValue pairs) =>
        HashValue.Of(pairs.Items.Cast<ArrayValue>().Select(pair => KeyValuePair.Create(pair[0], pair[1])));

    private static Value FromAny(Value from)
    {
        if (from is HashValue)
        {
            return from;
        }
        if (!IterableType.Default.IsInstance(from))
        {
            throw DataTypeException.Runtime(
                $"Value of type {TypeInference.Reduced(from).Generalize()} cannot be converted to Hash"
            );
        }
        var items = IteratorValue.ItemsOf(from)!.ToImmutableArray();
        if (items.Length % 2 != 0)
        {
            throw DataTypeException.Runtime("odd number of arguments for Hash");
        }
        var builder = new HashValue.Builder();
        for (var i = 0; i < items.Length; i += 2)
        {
            builder[items[i]] = items[i + 1];
        }
        return builder.Build();
    }

    private static HashValue FromTree(ArrayValue entries, bool isAllHashes)
    {
        var root = new Node();
        foreach (var entry in entries.Items.Cast<ArrayValue>())
        {
            var path = (ArrayValue)entry[0];
            var target = root;
            foreach (var key in path.Items)
            {
                target = target.Child(key);
            }
            if (path.Count == 0)
            {
                root.Merge(entry[1] is ArrayValue list ? Indexed(list) : entry[1]);
            }
            else
            {
                target.Set(isAllHashes ? AsHash(entry[1]) : entry[1]);
            }
        }
        return root.ToHash();
    }

    private static HashValue Indexed(ArrayValue list) =>
        HashValue.Of(list.Items.Select((item, index) => KeyValuePair.Create((Value)(long)index, item)));

    private static Value AsHash(Value value) =>
        value is ArrayValue list
            ? HashValue.Of(
                list.Items.Select((item, index) => KeyValuePair.Create((Value)(long)index, AsHash(item)))
            )
            : value;

    /// <summary>A hash or list in the making that can still grow below, or a leaf.</summary>
    private sealed class Node
    {
        private readonly List<(Value Key, Node Node)> children = [];
        private bool isList;
        private Value? leaf;

        public Node Child(Value key)
        {
            Grow();
            foreach (var (other, node) in children)
            {
                if (other.Equals(key))
                {
                    return node;
                }
            }
            var child = new Node();
            children.Add((key, child));
            return child;
        }

        public void Set(Value value)
        {
            children.Clear();
            isList = false;
            leaf = value;
        }

        /// <summary>Takes the entries of a hash over those of the same keys.</summary>
        public void Merge(Value value)
        {
            if (value is not HashValue hash)
            {
                return;
            }
            foreach (var (key, item) in hash.Pairs)
            {
                Child(key).Set(item);
            }
        }

        /// <summary>Makes children of the entries of a leaf, so that one of them can change.</summary>
        private void Grow()
        {
            isList |= leaf is ArrayValue;
            var entries = leaf switch
            {
                HashValue hash => hash,
                ArrayValue list => Indexed(list),
                _ => HashValue.Empty,
            };
            leaf = null;
            foreach (var (key, value) in entries.Pairs)
            {
                children.Add((key, new Node { leaf = value }));
            }
        }

        public HashValue ToHash() =>
            leaf as HashValue
            ?? HashValue.Of(children.Select(child => KeyValuePair.Create(child.Key, child.Node.ToValue())));

        private Value ToValue() => leaf ?? (isList && Indexes() is { } list ? list : ToHash());

        /// <summary>
        /// The items at their indexes, undef where there is none; null when they lie too far.
        /// </summary>
        private ArrayValue? Indexes()
        {
            var items = new Dictionary<long, Value>();
            foreach (var (key, node) in children)
            {
                if (key is not IntegerValue { Number: >= 0 and < MostItems } index)
                {
                    return null;
                }
                items[index.Number] = node.ToValue();
            }
            var count = items.Keys.DefaultIfEmpty(-1).Max() + 1;
            return ArrayValue.Of(
                Enumerable.Range(0, (int)count).Select(i => items.GetValueOrDefault(i, UndefValue.Instance))
            );
        }
    }
}
