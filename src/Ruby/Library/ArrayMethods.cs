using System.Text;

namespace Bunraku.Ruby;

// Tables of methods: the file length and the method length are those of the lists.

/// <summary>The methods of arrays beyond those of Enumerable.</summary>
internal static class ArrayMethods
{
    public static readonly NativeTable Table = new(static t =>
    {
        Reading(t);
        Writing(t);
        Combining(t);
        Rearranging(t);
        Telling(t);
    });

    private static List<object> I(object self) => ((RubyArray)self).Items;

    private static List<object> W(Runtime r, object self)
    {
        r.Change((RubyObject)self);
        r.Grow(((RubyArray)self).Items.Count);
        return ((RubyArray)self).Items;
    }

    // A table of methods: the method length is that of the list.
    private static void Reading(NativeTable t)
    {
        t.Hidden(
            "initialize",
            0,
            2,
            static (r, s, a, b) =>
            {
                W(r, s).Clear();
                if (a is [RubyObject given] && r.ArrayOrNull(given) is { } other)
                {
                    I(s).AddRange(other.Items);
                }
                else if (a.Length > 0)
                {
                    var size = r.Int(a[0]);
                    if (size < 0 || size > r.Limits.Size)
                    {
                        throw r.Error(
                            "ArgumentError",
                            size < 0 ? "negative array size" : "array size too big"
                        );
                    }
                    for (var i = 0L; i < size; i++)
                    {
                        I(s)
                            .Add(
                                b is null
                                    ? a.Length > 1
                                        ? a[1]
                                        : Nil.Value
                                    : b.Call(i)
                            );
                    }
                }
                return s;
            }
        );
        t.On(
            "each",
            0,
            static (r, s, _, b) =>
            {
                if (b is null)
                {
                    return new RubyEnumerator(r.Classes.Enumerator, s, "each", []);
                }
                var items = I(s);
                for (var i = 0; i < items.Count; i++)
                {
                    b.Call(items[i]);
                }
                return s;
            }
        );
        t.On(
            "each_index",
            0,
            static (_, s, _, b) =>
            {
                for (var i = 0; i < I(s).Count; i++)
                {
                    RubyProc.Given(b).Call((long)i);
                }
                return s;
            }
        );
        t.On("[]", 1, 2, static (r, s, a, _) => Slice(r, I(s), a));
        t.Alias("slice", "[]");
        t.On("at", 1, static (r, s, a, _) => Slice(r, I(s), a));
        t.On("dig", -2, static (r, s, a, _) => Dig(r, Slice(r, I(s), [a[0]]), a[1..]));
        t.On(
            "fetch",
            1,
            2,
            static (r, s, a, b) =>
            {
                var i = r.Int(a[0]);
                var at = i < 0 ? i + I(s).Count : i;
                return at >= 0 && at < I(s).Count ? I(s)[(int)at]
                    : b is not null ? b.Call(a[0])
                    : a.Length > 1 ? a[1]
                    : throw r.Error(
                        "IndexError",
                        $"index {i} outside of array bounds: {-I(s).Count}...{I(s).Count}"
                    );
            }
        );
        t.On("values_at", -1, static (r, s, a, _) => r.Array([.. a.SelectMany(place => At(r, I(s), place))]));
        t.On(
            "last",
            0,
            1,
            static (r, s, a, _) =>
                a.Length > 0 ? r.Array([.. I(s).TakeLast(Count(r, a[0]))])
                : I(s).Count > 0 ? I(s)[^1]
                : Nil.Value
        );
        t.On("length", 0, static (_, s, _, _) => Boxes.Of(I(s).Count));
        t.Alias("size", "length");
        t.On("empty?", 0, static (_, s, _, _) => Booleans.Of(I(s).Count == 0));
        t.On(
            "index",
            0,
            1,
            static (r, s, a, b) =>
                a.Length == 0 && b is null ? new RubyEnumerator(r.Classes.Enumerator, s, "index", [])
                : I(s)
                    .FindIndex(item =>
                        a.Length > 0 ? r.AreEqual(item, a[0]) : Runtime.IsTrue(RubyProc.Given(b).Call(item))
                    )
                    is >= 0
                        and var i
                    ? (long)i
                : Nil.Value
        );
        t.Alias("find_index", "index");
        t.On(
            "rindex",
            0,
            1,
            static (r, s, a, b) =>
                a.Length == 0 && b is null ? new RubyEnumerator(r.Classes.Enumerator, s, "rindex", [])
                : I(s)
                    .FindLastIndex(item =>
                        a.Length > 0 ? r.AreEqual(item, a[0]) : Runtime.IsTrue(RubyProc.Given(b).Call(item))
                    )
                    is >= 0
                        and var i
                    ? (long)i
                : Nil.Value
        );
        t.On("to_a", 0, static (_, s, _, _) => s);
        t.On("to_ary", 0, static (_, s, _, _) => s);
        t.On("deconstruct", 0, static (_, s, _, _) => s);
        t.On(
            "assoc",
            1,
            static (r, s, a, _) =>
                I(s)
                    .Find(item =>
                        item is RubyArray pair && pair.Items.Count > 0 && r.AreEqual(pair.Items[0], a[0])
                    )
                ?? Nil.Value
        );
    }

    /// <summary>How many items are wanted.</summary>
    public static int Count(Runtime r, object given) =>
        r.Int(given) is var count && count < 0
            ? throw r.Error("ArgumentError", "negative array size")
            : (int)Math.Min(count, int.MaxValue);

    public static object Dig(Runtime r, object value, object[] more) =>
        more.Length == 0 || value is Nil ? value
        : r.RespondsTo(value, "dig") ? r.Send(value, "dig", more)
        : throw r.Error("TypeError", $"{r.RealClass(value).DisplayName} does not have #dig method");

    /// <summary>The item at a place, or those of a range, with nil where there is none.</summary>
    private static IEnumerable<object> At(Runtime r, List<object> items, object place)
    {
        if (place is not RubyRange range)
        {
            return [Slice(r, items, [place])];
        }
        var (from, count) = Section(r, items.Count, range);
        return Enumerable.Range(from, count).Select(i => i < items.Count ? items[i] : Nil.Value);
    }

    private static object Slice(Runtime r, List<object> items, object[] a)
    {
        if (a is [long single])
        {
            single = single < 0 ? single + items.Count : single;
            return single >= 0 && single < items.Count ? items[(int)single] : Nil.Value;
        }
        if (a is [RubyRange range])
        {
            return RangeMethods.Bounds(r, range, items.Count) is { } bounds
                ? r.Array(items.GetRange(bounds.From, bounds.Count))
                : Nil.Value;
        }
        if (a is [RubyEnumerator { Class.Name: "Enumerator::ArithmeticSequence" } sequence])
        {
            return ArithmeticSequence.Of(sequence).Of(r, items);
        }
        if (a.Length == 1)
        {
            return Slice(r, items, [r.Int(a[0])]);
        }
        var (start, count) = (r.Int(a[0]), r.Int(a[1]));
        start = start < 0 ? start + items.Count : start;
        return start < 0 || start > items.Count || count < 0
            ? Nil.Value
            : r.Array(items.GetRange((int)start, (int)Math.Min(count, items.Count - start)));
    }

    // A table of methods: the method length is that of the list.
    private static void Writing(NativeTable t)
    {
        t.On("[]=", 2, 3, static (r, s, a, _) => Store(r, W(r, s), a));
        t.On(
            "<<",
            1,
            static (r, s, a, _) =>
            {
                W(r, s).Add(a[0]);
                return s;
            }
        );
        t.On(
            "push",
            -1,
            static (r, s, a, _) =>
            {
                W(r, s).AddRange(a);
                return s;
            }
        );
        t.Alias("append", "push");
        t.On(
            "unshift",
            -1,
            static (r, s, a, _) =>
            {
                W(r, s).InsertRange(0, a);
                return s;
            }
        );
        t.Alias("prepend", "unshift");
        t.On(
            "insert",
            -2,
            static (r, s, a, _) =>
            {
                r.Change((RubyObject)s);
                var given = r.Int(a[0]);
                if (a.Length == 1)
                {
                    return s;
                }
                var at = Place(r, given < 0 ? I(s).Count + 1 : 0, given);
                if (at < 0)
                {
                    throw r.Error(
                        "IndexError",
                        $"index {at - I(s).Count - 1} too small for array; minimum: -{I(s).Count + 1}"
                    );
                }
                while (W(r, s).Count < at)
                {
                    I(s).Add(Nil.Value);
                }
                I(s).InsertRange(at, a[1..]);
                return s;
            }
        );
        t.On("pop", 0, 1, static (r, s, a, _) => Taken(r, W(r, s), a, isLast: true));
        t.On("shift", 0, 1, static (r, s, a, _) => Taken(r, W(r, s), a, isLast: false));
        t.On(
            "concat",
            -1,
            static (r, s, a, _) =>
            {
                // A list that is given twice, or is the list itself, is what it was.
                W(r, s).AddRange([.. a.SelectMany(other => r.ToArray(other).Items)]);
                return s;
            }
        );
        t.On(
            "delete",
            1,
            static (r, s, a, b) =>
                I(s).FindLast(item => r.AreEqual(item, a[0])) is { } found
                && W(r, s).RemoveAll(item => r.AreEqual(item, a[0])) > 0
                    ? found
                    : b?.Call(a[0]) ?? Nil.Value
        );
        t.On(
            "delete_at",
            1,
            static (r, s, a, _) =>
            {
                r.Change((RubyObject)s);
                var at = Place(r, I(s).Count, a[0]);
                if (at < 0 || at >= I(s).Count)
                {
                    return Nil.Value;
                }
                var value = I(s)[at];
                I(s).RemoveAt(at);
                return value;
            }
        );
        foreach (
            var (name, keeps, isNil) in new[]
            {
                ("delete_if", false, false),
                ("reject!", false, true),
                ("keep_if", true, false),
                ("select!", true, true),
                ("filter!", true, true),
            }
        )
        {
            t.On(
                name,
                0,
                (r, s, _, b) =>
                    Keep(r, s, item => Runtime.IsTrue(RubyProc.Given(b).Call(item)) == keeps) || !isNil
                        ? s
                        : Nil.Value
            );
        }
        t.On(
            "map!",
            0,
            static (r, s, _, b) =>
            {
                var items = W(r, s);
                for (var i = 0; i < items.Count; i++)
                {
                    var made = RubyProc.Given(b).Call(items[i]);
                    r.Change((RubyObject)s);
                    items[i] = made;
                }
                return s;
            }
        );
        t.Alias("collect!", "map!");
        t.On(
            "clear",
            0,
            static (r, s, _, _) =>
            {
                W(r, s).Clear();
                return s;
            }
        );
        t.On(
            "replace",
            1,
            static (r, s, a, _) =>
            {
                List<object> items = [.. r.ToArray(a[0]).Items];
                W(r, s).Clear();
                I(s).AddRange(items);
                return s;
            }
        );
        t.On(
            "fill",
            0,
            3,
            static (r, s, a, b) =>
            {
                var items = W(r, s);
                var rest = b is null ? a[1..] : a;
                var (from, count) = rest switch
                {
                    [RubyRange range] => Section(r, items.Count, range),
                    [] or [Nil] => (0, items.Count),
                    [var start] => (Math.Max(0, Place(r, items.Count, start)), int.MaxValue),
                    [var start, Nil] => (Math.Max(0, Place(r, items.Count, start)), int.MaxValue),
                    [var start, var length, ..] => (
                        start is Nil ? 0 : Math.Max(0, Place(r, items.Count, start)),
                        (int)Math.Min(int.MaxValue, r.Int(length))
                    ),
                };
                var to = count == int.MaxValue ? items.Count : from + count;
                if (to >= r.Limits.Size)
                {
                    throw r.Error("ArgumentError", "argument too big");
                }
                for (var i = from; i < to; i++)
                {
                    while (items.Count <= i)
                    {
                        items.Add(Nil.Value);
                    }
                    items[i] = b is null ? a[0] : b.Call((long)i);
                }
                return s;
            }
        );
        t.On(
            "slice!",
            1,
            2,
            static (r, s, a, _) =>
            {
                var items = W(r, s);
                if (a is [not RubyRange])
                {
                    var at = Place(r, items.Count, a[0]);
                    var one = at >= 0 && at < items.Count ? items[at] : Nil.Value;
                    items.RemoveRange(Math.Clamp(at, 0, items.Count), at >= 0 && at < items.Count ? 1 : 0);
                    return one;
                }
                var part = Slice(r, items, a);
                if (part is RubyArray list)
                {
                    var from = a[0] is RubyRange range
                        ? RangeMethods.Bounds(r, range, items.Count)!.Value.From
                        : Place(r, items.Count, a[0]);
                    items.RemoveRange(from, list.Items.Count);
                }
                return part;
            }
        );
    }

    /// <summary>
    /// Takes away what is not kept; when the block is left, what it has not seen is still there.
    /// </summary>
    private static bool Keep(Runtime r, object self, Func<object, bool> keeps)
    {
        var items = W(r, self);
        var (seen, kept) = (0, 0);
        try
        {
            for (; seen < items.Count; seen++)
            {
                var item = items[seen];
                if (keeps(item))
                {
                    items[kept++] = item;
                }
            }
        }
        finally
        {
            items.RemoveRange(kept, Math.Max(0, Math.Min(seen, items.Count) - kept));
        }
        return seen > kept;
    }

    private static object Taken(Runtime r, List<object> items, object[] a, bool isLast)
    {
        var count = Math.Min(a.Length > 0 ? Count(r, a[0]) : 1, items.Count);
        var at = isLast ? items.Count - count : 0;
        var taken = items.GetRange(at, count);
        items.RemoveRange(at, count);
        return a.Length > 0 ? r.Array(taken)
            : taken.Count > 0 ? taken[0]
            : Nil.Value;
    }

    /// <summary>A place, counted from the end when negative; it may lie outside.</summary>
    private static int Place(Runtime r, int count, object given) =>
        r.Int(given) is var at && Math.Abs(at) > int.MaxValue / 2
            ? throw r.Error("IndexError", $"index {at} too big")
            : (int)(at < 0 ? at + count : at);

    /// <summary>Where a range begins, and how many places it has, which may lie behind the end.</summary>
    private static (int From, int Count) Section(Runtime r, int length, RubyRange range)
    {
        var from = range.From is Nil ? 0 : Place(r, length, range.From);
        if (from < 0)
        {
            throw r.Error("RangeError", $"{r.Inspect(range)} out of range");
        }
        var to = range.To is Nil ? Math.Max(from, length) - 1 : Place(r, length, range.To);
        to -= range.IsExclusive && range.To is not Nil ? 1 : 0;
        return (from, Math.Max(0, to - from + 1));
    }

    private static object Store(Runtime r, List<object> items, object[] a)
    {
        var value = a[^1];
        if (a.Length == 3 || a[0] is RubyRange)
        {
            var (from, count) = a[0] is RubyRange range
                ? Section(r, items.Count, range)
                : (Place(r, items.Count, a[0]), (int)Math.Min(int.MaxValue, r.Int(a[1])));
            if (count < 0)
            {
                throw r.Error("IndexError", $"negative length ({count})");
            }
            if (from < 0)
            {
                throw r.Error(
                    "IndexError",
                    $"index {from - items.Count} too small for array; minimum: -{items.Count}"
                );
            }
            if (from >= r.Limits.Size)
            {
                throw r.Error("IndexError", $"index {from} too big");
            }
            while (items.Count < from)
            {
                items.Add(Nil.Value);
            }
            items.RemoveRange(from, Math.Min(count, items.Count - from));
            items.InsertRange(from, r.TakenApart(value));
            return value;
        }
        var at = r.Int(a[0]);
        if (at < 0 && at + items.Count < 0)
        {
            throw r.Error("IndexError", $"index {at} too small for array; minimum: -{items.Count}");
        }
        at = at < 0 ? at + items.Count : at;
        if (at >= r.Limits.Size)
        {
            throw r.Error("IndexError", $"index {at} too big");
        }
        while (items.Count <= at)
        {
            items.Add(Nil.Value);
        }
        items[(int)at] = value;
        return value;
    }

    private static RubyArray Product(Runtime r, RubyArray self, object[] a, RubyProc? block)
    {
        var others = a.Select(other => r.ToArray(other).Items).ToList();
        if (others.Aggregate((double)self.Items.Count, (size, other) => size * other.Count) > int.MaxValue)
        {
            throw r.Error("RangeError", "too big to product");
        }
        var rows = others
            .Aggregate(
                self.Items.Select(item => new List<object> { item }),
                (rows, other) =>
                    r.Stepped(rows.SelectMany(row => other.Select(item => new List<object>(row) { item })))
            )
            .Select(row => (object)r.Array(row))
            .ToList();
        if (block is null)
        {
            return r.Array(rows);
        }
        rows.ForEach(row => block.Call(row));
        return self;
    }

    // A table of methods: the method length is that of the list.
    private static void Combining(NativeTable t)
    {
        t.On("+", 1, static (r, s, a, _) => r.Array([.. I(s), .. r.ToArray(a[0]).Items]));
        t.On("-", 1, static (r, s, a, _) => Without(r, s, a));
        t.On("difference", -1, static (r, s, a, _) => Without(r, s, a));
        t.On(
            "*",
            1,
            static (r, s, a, _) =>
                a[0] is RubyString || a[0] is RubyObject && r.RespondsTo(a[0], "to_str")
                    ? r.String(Joined(r, I(s), r.Text(a[0])))
                : r.Int(a[0]) is var count && count < 0 ? throw r.Error("ArgumentError", "negative argument")
                : (decimal)count * I(s).Count > r.Limits.Size
                    ? throw r.Error("ArgumentError", "argument too big")
                : r.Array([.. Enumerable.Repeat(I(s), (int)count).SelectMany(list => list)])
        );
        t.On(
            "&",
            1,
            static (r, s, a, _) => r.Array([.. I(s).Intersect(r.ToArray(a[0]).Items, KeyComparer.Instance)])
        );
        t.On(
            "intersection",
            -1,
            static (r, s, a, _) =>
                r.Array([
                    .. a.Aggregate(
                        I(s).Distinct(KeyComparer.Instance),
                        (all, other) => all.Intersect(r.ToArray(other).Items, KeyComparer.Instance)
                    ),
                ])
        );
        t.On(
            "|",
            1,
            static (r, s, a, _) => r.Array([.. I(s).Union(r.ToArray(a[0]).Items, KeyComparer.Instance)])
        );
        t.On(
            "union",
            -1,
            static (r, s, a, _) =>
                r.Array([
                    .. a.Aggregate(
                        I(s).Distinct(KeyComparer.Instance),
                        (all, other) => all.Union(r.ToArray(other).Items, KeyComparer.Instance)
                    ),
                ])
        );
        t.On(
            "intersect?",
            1,
            static (r, s, a, _) =>
                Booleans.Of(I(s).Intersect(r.ToArray(a[0]).Items, KeyComparer.Instance).Any())
        );
        t.On("product", -1, static (r, s, a, b) => Product(r, (RubyArray)s, a, b));
        t.On(
            "transpose",
            0,
            static (r, s, _, _) =>
            {
                var rows = I(s).ConvertAll(row => r.ToArray(row).Items);
                return rows.Count == 0 ? r.Array([])
                    : rows.Find(row => row.Count != rows[0].Count) is { } odd
                        ? throw r.Error(
                            "IndexError",
                            $"element size differs ({odd.Count} should be {rows[0].Count})"
                        )
                    : r.Array([
                        .. Enumerable
                            .Range(0, rows[0].Count)
                            .Select(i => (object)r.Array([.. rows.Select(row => row[i])])),
                    ]);
            }
        );
        t.On(
            "combination",
            1,
            static (r, s, a, b) =>
                Listed(
                    r,
                    s,
                    [.. r.Stepped(Choose(I(s), (int)r.Int(a[0]), 0)).Select(c => (object)r.Array([.. c]))],
                    b
                )
        );
        t.On(
            "permutation",
            0,
            1,
            static (r, s, a, b) =>
                Listed(
                    r,
                    s,
                    [
                        .. r.Stepped(Permute(I(s), a.Length > 0 ? (int)r.Int(a[0]) : I(s).Count))
                            .Select(c => (object)r.Array([.. c])),
                    ],
                    b
                )
        );
        t.On(
            "join",
            0,
            1,
            static (r, s, a, _) =>
            {
                var whole = r.String(Joined(r, I(s), a.Length > 0 && a[0] is not Nil ? r.Text(a[0]) : ""));
                if (I(s).Any(item => item is RubyString { IsText: false }))
                {
                    var before = new System.Text.StringBuilder();
                    RubyEncoding? other = null;
                    foreach (var item in I(s))
                    {
                        other = Lowering.Shared(r, before, item, other);
                        before.Append(item as RubyString);
                    }
                    whole.Encoding = other ?? whole.Encoding;
                }
                return whole;
            }
        );
        t.On(
            "flatten",
            0,
            1,
            static (r, s, a, _) =>
                r.Array(
                    Flat(
                        r,
                        I(s),
                        a.Length > 0 && a[0] is not Nil ? (int)Math.Clamp(r.Int(a[0]), -1, int.MaxValue) : -1
                    )
                )
        );
        t.On(
            "pack",
            1,
            2,
            static (r, s, a, _) =>
                Packing.Pack(
                    r,
                    I(s),
                    r.Text(a[0]),
                    a is [_, RubyHash options] ? options.Find(new Symbol("buffer")) : null
                )
        );
    }

    private static object Listed(Runtime r, object self, List<object> items, RubyProc? b)
    {
        if (b is null)
        {
            return new RubyEnumerator(r.Classes.Enumerator, r.Array(items), "each", []);
        }
        items.ForEach(item => b.Call(item));
        return self;
    }

    private static IEnumerable<List<object>> Choose(List<object> items, int count, int from) =>
        count == 0
            ?
            [
                [],
            ]
            : Enumerable
                .Range(from, Math.Max(0, items.Count - from))
                .SelectMany(i =>
                    Choose(items, count - 1, i + 1)
                        .Select(rest =>
                            new List<object> { items[i] }
                                .Concat(rest)
                                .ToList()
                        )
                );

    private static IEnumerable<List<object>> Permute(List<object> items, int count) =>
        count == 0
            ?
            [
                [],
            ]
            : Enumerable
                .Range(0, items.Count)
                .SelectMany(i =>
                    Permute([.. items.Where((_, j) => j != i)], count - 1)
                        .Select(rest =>
                            new List<object> { items[i] }
                                .Concat(rest)
                                .ToList()
                        )
                );

    private static RubyArray Without(Runtime r, object self, object[] others)
    {
        var gone = others.SelectMany(other => r.ToArray(other).Items).ToHashSet(KeyComparer.Instance);
        return r.Array([.. I(self).Where(item => !gone.Contains(item))]);
    }

    public static string Joined(Runtime r, List<object> items, string separator)
    {
        var joined = new StringBuilder();
        Join(items, []);
        return joined.ToString();

        void Join(List<object> list, HashSet<List<object>> around)
        {
            if (!around.Add(list))
            {
                throw r.Error("ArgumentError", "recursive array join");
            }
            for (var i = 0; i < list.Count; i++)
            {
                joined.Append(i == 0 ? "" : separator);
                if (list[i] is RubyArray inner)
                {
                    Join(inner.Items, around);
                }
                else if (list[i] is not RubyObject or RubyString)
                {
                    joined.Append(r.ToText(list[i]));
                }
                else if (r.TextOrNull(list[i]) is { } text)
                {
                    joined.Append(text);
                }
                else if (r.ArrayOrNull(list[i]) is { } made)
                {
                    Join(made.Items, around);
                }
                else
                {
                    joined.Append(r.ToText(list[i]));
                }
                r.Grow(joined.Length);
            }
            around.Remove(list);
        }
    }

    public static List<object> Flat(Runtime r, List<object> items, int depth)
    {
        var flat = new List<object>();
        Add(items, depth, []);
        return flat;

        void Add(List<object> list, int left, HashSet<List<object>> around)
        {
            if (!around.Add(list))
            {
                throw r.Error("ArgumentError", "tried to flatten recursive array");
            }
            foreach (var item in list)
            {
                if (left != 0 && item is RubyObject and not RubyString && r.ArrayOrNull(item) is { } inner)
                {
                    Add(inner.Items, left - 1, around);
                }
                else
                {
                    flat.Add(item);
                }
            }
            around.Remove(list);
        }
    }

    private static void Rearranging(NativeTable t)
    {
        t.On("reverse", 0, static (r, s, _, _) => r.Array([.. Enumerable.Reverse(I(s))]));
        t.On(
            "rotate",
            0,
            1,
            static (r, s, a, _) =>
            {
                var count = I(s).Count;
                var by = count == 0 ? 0 : (int)(((a.Length > 0 ? r.Int(a[0]) : 1) % count + count) % count);
                return r.Array([.. I(s).Skip(by), .. I(s).Take(by)]);
            }
        );
        t.On("compact", 0, static (r, s, _, _) => r.Array([.. I(s).Where(item => item is not Nil)]));
        foreach (var name in new[] { "sort", "sort_by", "uniq", "compact", "flatten", "reverse", "rotate" })
        {
            var returnsNil = name is "uniq" or "compact" or "flatten";
            t.On(
                name + "!",
                -1,
                (r, s, a, b) =>
                {
                    var items = W(r, s);
                    var before = items.Count;
                    List<object> changed = [.. I(r.Send(s, name, a, b))];
                    var isSame =
                        returnsNil
                        && changed.Count == before
                        && (name != "flatten" || a is [0L] || !items.Any(item => item is RubyArray));
                    items.Clear();
                    items.AddRange(changed);
                    return isSame ? Nil.Value : s;
                }
            );
        }
        t.On(
            "bsearch",
            0,
            static (r, s, _, b) =>
                b is null ? new RubyEnumerator(r.Classes.Enumerator, s, "bsearch", [])
                : Search(r, I(s), b) is >= 0 and var at ? I(s)[at]
                : Nil.Value
        );
        t.On(
            "bsearch_index",
            0,
            static (r, s, _, b) =>
                b is null ? new RubyEnumerator(r.Classes.Enumerator, s, "bsearch_index", [])
                : Search(r, I(s), b) is >= 0 and var at ? Boxes.Of(at)
                : Nil.Value
        );
    }

    private static int Search(Runtime r, List<object> items, RubyProc block) =>
        Bisection.First(0, items.Count, at => Bisection.Asked(r, block.Call(items[(int)at]))) is { } at
            ? (int)at
            : -1;

    private static void Telling(NativeTable t)
    {
        t.On(
            "inspect",
            0,
            static (r, s, _, _) =>
                r.String(r.Shown(s, "[...]", () => "[" + string.Join(", ", I(s).Select(r.Inspect)) + "]"))
        );
        t.Alias("to_s", "inspect");
        t.On(
            "==",
            1,
            static (r, s, a, _) =>
                Booleans.Of(
                    a[0] is RubyArray other
                        && other.Items.Count == I(s).Count
                        && Recursion.AreEqual(r, (RubyArray)s, other)
                        || a[0] is RubyObject and not RubyArray
                            && r.RespondsTo(a[0], "to_ary")
                            && Runtime.IsTrue(r.Send(a[0], "==", s))
                )
        );
        t.On(
            "<=>",
            1,
            static (r, s, a, _) =>
                a[0] is RubyObject given && r.ArrayOrNull(given) is { } other
                    ? Order(r, (RubyArray)s, other)
                    : Nil.Value
        );
    }

    private static object Order(Runtime r, RubyArray x, RubyArray y)
    {
        if (!Recursion.Enter(x, y))
        {
            return 0L;
        }
        try
        {
            foreach (var (one, other) in x.Items.Zip(y.Items))
            {
                var order = one is long a && other is long b ? a.CompareTo(b) : r.Send(one, "<=>", other);
                if (order is not (0L or 0))
                {
                    return order is int sign ? (long)sign : order;
                }
            }
            return (long)x.Items.Count.CompareTo(y.Items.Count);
        }
        finally
        {
            Recursion.Leave(x, y);
        }
    }
}
