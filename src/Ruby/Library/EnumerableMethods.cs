namespace Bunraku.Ruby;

// Tables of methods: the file length and the method length are those of the lists.

/// <summary>What follows from <c>each</c>.</summary>
internal static class EnumerableMethods
{
    public static readonly NativeTable Table = new(static t =>
    {
        Lists(t);
        Searching(t);
        Choosing(t);
        Folding(t);
        Ordering(t);
        Walking(t);
    });

    private static object Later(Runtime r, object self, string name, params object[] arguments) =>
        new RubyEnumerator(r.Classes.Enumerator, self, name, arguments);

    /// <summary>Visits all items while they come: there may be no end of them.</summary>
    private static object All(Runtime r, object self, Action<object> visit)
    {
        r.Iterate(
            self,
            item =>
            {
                visit(item);
                return true;
            }
        );
        return self;
    }

    /// <summary>So many items that stand beside those of another.</summary>
    private static List<object> Zipped(Runtime r, object value, int count) =>
        r.ArrayOrNull(value) is { } list ? list.Items
        : r.RespondsTo(value, "each")
            ? ((RubyArray)r.Send(r.Send(value, "to_enum"), "first", (long)count)).Items
        : throw r.Error(
            "TypeError",
            $"wrong argument type {r.RealClass(value).DisplayName} (must respond to :each)"
        );

    private static bool Test(RubyProc block, object item) => Runtime.IsTrue(block.Call(item));

    /// <summary>Whether an item is meant: by a pattern, a block, or by being true.</summary>
    private static Func<object, bool> Chooser(Runtime r, object[] a, RubyProc? b) =>
        a.Length > 0 ? item => Runtime.IsTrue(r.Send(a[0], "===", item))
        : b is not null ? item => Test(b, item)
        : Runtime.IsTrue;

    // A table of methods: the method length is that of the list.
    private static void Lists(NativeTable t)
    {
        t.On("to_a", -1, static (r, s, a, _) => r.Array([.. Given(r, s, a)]));
        t.Alias("entries", "to_a");
        t.Alias("force", "to_a");
        t.On("map", 0, static (r, s, _, b) => b is null ? Later(r, s, "map") : r.Array(Mapped(r, s, b)));
        t.Alias("collect", "map");
        t.On(
            "flat_map",
            0,
            static (r, s, _, b) =>
                r.Array([
                    .. Mapped(r, s, RubyProc.Given(b))
                        .SelectMany(item => r.ArrayOrNull(item)?.Items ?? [item]),
                ])
        );
        t.Alias("collect_concat", "flat_map");
        t.On(
            "filter_map",
            0,
            static (r, s, _, b) => r.Array([.. Mapped(r, s, RubyProc.Given(b)).Where(Runtime.IsTrue)])
        );
        t.On(
            "select",
            0,
            static (r, s, _, b) =>
                b is null ? Later(r, s, "select") : r.Array([.. r.Each(s).Where(item => Test(b, item))])
        );
        t.Alias("filter", "select");
        t.Alias("find_all", "select");
        t.On(
            "reject",
            0,
            static (r, s, _, b) =>
                b is null ? Later(r, s, "reject") : r.Array([.. r.Each(s).Where(item => !Test(b, item))])
        );
        t.On(
            "partition",
            0,
            static (r, s, _, b) =>
            {
                if (b is null)
                {
                    return Later(r, s, "partition");
                }
                var groups = r.Each(s).ToLookup(item => Test(b, item));
                return r.Array([r.Array([.. groups[true]]), r.Array([.. groups[false]])]);
            }
        );
        t.On(
            "zip",
            -1,
            static (r, s, a, b) =>
            {
                // What has no end is asked for no more than there is to stand beside.
                var own = r.Each(s).ToList();
                var others = a.Select(other => Zipped(r, other, own.Count)).ToList();
                var rows = own.Select(
                        (item, i) =>
                            (object)r.Array([item, .. others.Select(o => i < o.Count ? o[i] : Nil.Value)])
                    )
                    .ToList();
                rows.ForEach(row => b?.Call(row));
                return b is null ? r.Array(rows) : Nil.Value;
            }
        );
        t.On(
            "grep",
            1,
            static (r, s, a, b) =>
                r.Array([
                    .. r.Each(s)
                        .Where(item => Runtime.IsTrue(r.Send(a[0], "===", item)))
                        .Select(item => b is null ? item : b.Call(item)),
                ])
        );
        t.On(
            "grep_v",
            1,
            static (r, s, a, b) =>
                r.Array([
                    .. r.Each(s)
                        .Where(item => !Runtime.IsTrue(r.Send(a[0], "===", item)))
                        .Select(item => b is null ? item : b.Call(item)),
                ])
        );
        Library.Late(t, "lazy", "enumerator/lazy");
        t.On(
            "to_set",
            0,
            static (r, s, _, b) =>
                SetMethods.Of(r, b is null ? r.Each(s) : r.Each(s).Select(item => b.Call(item)))
        );
        t.On("compact", 0, static (r, s, _, _) => r.Array([.. r.Each(s).Where(item => item is not Nil)]));
        t.On(
            "to_h",
            -1,
            static (r, s, a, b) =>
            {
                var hash = r.Hash();
                var at = 0;
                foreach (var item in Given(r, s, a))
                {
                    var pair = Pair(r, b is null ? item : b.Call(item), s is RubyArray ? at++ : null);
                    hash[r.HashKey(pair.Key)] = pair.Value;
                }
                return hash;
            }
        );
        t.On(
            "uniq",
            0,
            static (r, s, _, b) =>
                r.Array([
                    .. r.Each(s).DistinctBy(item => b is null ? item : b.Call(item), KeyComparer.Instance),
                ])
        );
        t.On(
            "tally",
            0,
            1,
            static (r, s, a, _) =>
            {
                var hash = a.Length > 0 ? r.ToHash(a[0]) : r.Hash();
                r.Change(hash);
                foreach (var item in r.Each(s))
                {
                    var known = hash.Find(item) ?? 0L;
                    hash[r.HashKey(item)] = known is long or System.Numerics.BigInteger
                        ? Numbers.Add(known, 1L)
                        : throw r.Error(
                            "TypeError",
                            $"wrong argument type {r.RealClass(known).DisplayName} (expected Integer)"
                        );
                }
                return hash;
            }
        );
    }

    /// <summary>The items that <c>each</c> yields with arguments.</summary>
    private static IEnumerable<object> Given(Runtime r, object self, object[] a) =>
        r.Each(a.Length == 0 ? self : Later(r, self, "each", a));

    private static List<object> Mapped(Runtime r, object self, RubyProc block)
    {
        var items = new List<object>();
        if (self is RubyArray or RubyHash or RubyRange or RubyStruct or RubyNative)
        {
            foreach (var item in r.Each(self))
            {
                items.Add(block.Call(item));
            }
        }
        else
        {
            // What is yielded as several values comes to the block as several.
            var each = r.Native(given =>
            {
                items.Add(block.Call(given));
                return Nil.Value;
            });
            r.Send(self, "each", [], each);
        }
        return items;
    }

    // A table of methods: the method length is that of the list.
    private static void Searching(NativeTable t)
    {
        t.On(
            "find",
            0,
            1,
            static (r, s, a, b) =>
                b is null
                    ? Later(r, s, "find")
                    : First(r, s, item => Test(b, item), null)
                        ?? (a.Length > 0 && a[0] is not Nil ? r.Send(a[0], "call") : Nil.Value)
        );
        t.Alias("detect", "find");
        t.On(
            "find_index",
            0,
            1,
            static (r, s, a, b) =>
            {
                if (a.Length == 0 && b is null)
                {
                    return Later(r, s, "find_index");
                }
                var i = -1L;
                var found = First(
                    r,
                    s,
                    item =>
                    {
                        i++;
                        return a.Length > 0 ? r.AreEqual(item, a[0]) : Test(b!, item);
                    },
                    null
                );
                return found is null ? Nil.Value : i;
            }
        );
        t.On(
            "include?",
            1,
            static (r, s, a, _) => Booleans.Of(First(r, s, item => r.AreEqual(item, a[0]), null) is not null)
        );
        t.Alias("member?", "include?");
        t.On("all?", 0, 1, static (r, s, a, b) => Booleans.Of(!Exists(r, s, Chooser(r, a, b), false)));
        t.On("any?", 0, 1, static (r, s, a, b) => Booleans.Of(Exists(r, s, Chooser(r, a, b), true)));
        t.On("none?", 0, 1, static (r, s, a, b) => Booleans.Of(!Exists(r, s, Chooser(r, a, b), true)));
        t.On("one?", 0, 1, static (r, s, a, b) => Booleans.Of(r.Each(s).Count(Chooser(r, a, b)) == 1));
        t.On(
            "count",
            0,
            1,
            static (r, s, a, b) =>
                (long)
                    r.Each(s)
                        .Count(item => a.Length > 0 ? r.AreEqual(item, a[0]) : b is null || Test(b, item))
        );
        t.On(
            "first",
            0,
            1,
            static (r, s, a, _) =>
            {
                var items = new List<object>();
                var count = a.Length > 0 ? r.Int(a[0]) : 1;
                if (count < 0)
                {
                    throw r.Error(
                        "ArgumentError",
                        s is RubyArray ? "negative array size" : "attempt to take negative size"
                    );
                }
                if (count > 0)
                {
                    r.Iterate(
                        s,
                        item =>
                        {
                            items.Add(item);
                            return items.Count < count;
                        }
                    );
                }
                return a.Length > 0 ? r.Array(items)
                    : items.Count > 0 ? items[0]
                    : Nil.Value;
            }
        );
        t.On("take", 1, static (r, s, a, _) => r.Send(s, "first", a[0]));
    }

    /// <summary>Whether an item answers a question so.</summary>
    private static bool Exists(Runtime r, object self, Func<object, bool> test, bool answer)
    {
        var exists = false;
        r.Iterate(self, item => !(exists = test(item) == answer));
        return exists;
    }

    private static object? First(Runtime r, object self, Func<object, bool> test, object? otherwise)
    {
        var result = otherwise;
        r.Iterate(
            self,
            item =>
            {
                if (!test(item))
                {
                    return true;
                }
                result = item;
                return false;
            }
        );
        return result;
    }

    // A table of methods: the method length is that of the list.
    private static void Choosing(NativeTable t)
    {
        t.On(
            "take_while",
            0,
            static (r, s, _, b) =>
            {
                var items = new List<object>();
                First(
                    r,
                    s,
                    item =>
                    {
                        if (!Test(RubyProc.Given(b), item))
                        {
                            return true;
                        }
                        items.Add(item);
                        return false;
                    },
                    null
                );
                return r.Array(items);
            }
        );
        t.On(
            "drop",
            1,
            static (r, s, a, _) =>
                r.Int(a[0]) < 0
                    ? throw r.Error("ArgumentError", "attempt to drop negative size")
                    : r.Array([.. r.Each(s).Skip((int)r.Int(a[0]))])
        );
        t.On(
            "drop_while",
            0,
            static (r, s, _, b) => r.Array([.. r.Each(s).SkipWhile(item => Test(RubyProc.Given(b), item))])
        );
        t.On(
            "group_by",
            0,
            static (r, s, _, b) =>
            {
                var hash = r.Hash();
                foreach (var item in r.Each(s))
                {
                    var key = r.HashKey(RubyProc.Given(b).Call(item));
                    if (hash.Find(key) is not RubyArray list)
                    {
                        hash[key] = list = r.Array([]);
                    }
                    list.Items.Add(item);
                }
                return hash;
            }
        );
        t.On(
            "chunk_while",
            0,
            static (r, s, _, b) =>
                b is null
                    ? throw r.Error("ArgumentError", "tried to create Proc object without a block")
                    : Slices(r, s, (x, y) => Runtime.IsTrue(b.Call(x, y)))
        );
        t.On(
            "slice_when",
            0,
            static (r, s, _, b) =>
                b is null
                    ? throw r.Error("ArgumentError", "tried to create Proc object without a block")
                    : Slices(r, s, (x, y) => !Runtime.IsTrue(b.Call(x, y)))
        );
        t.On("each_slice", 1, static (r, s, a, b) => Slices(r, s, a, b, isMoving: false));
        t.On("each_cons", 1, static (r, s, a, b) => Slices(r, s, a, b, isMoving: true));
    }

    /// <summary>So many items at a time: one group after the other, or one item further each time.</summary>
    private static object Slices(Runtime r, object self, object[] a, RubyProc? block, bool isMoving)
    {
        var size = r.Int(a[0]);
        if (size <= 0)
        {
            throw r.Error("ArgumentError", isMoving ? "invalid size" : "invalid slice size");
        }
        if (block is null)
        {
            return Later(r, self, isMoving ? "each_cons" : "each_slice", a);
        }
        var group = new List<object>();
        All(
            r,
            self,
            item =>
            {
                group.Add(item);
                if (group.Count == size)
                {
                    block.Call(r.Array([.. group]));
                    group.RemoveRange(0, isMoving ? 1 : group.Count);
                }
            }
        );
        if (!isMoving && group.Count > 0)
        {
            block.Call(r.Array(group));
        }
        return self;
    }

    private static object Yielded(Runtime r, object self, IEnumerable<object> items, RubyProc? block)
    {
        if (block is null)
        {
            return Later(r, r.Array([.. items]), "each");
        }
        foreach (var item in items)
        {
            block.Call(item);
        }
        return self;
    }

    private static object Slices(Runtime r, object self, Func<object, object, bool> together)
    {
        var all = new List<object>();
        List<object>? current = null;
        foreach (var item in r.Each(self))
        {
            if (current is null || !together(current[^1], item))
            {
                all.Add(r.Array(current = []));
            }
            current.Add(item);
        }
        return Later(r, r.Array(all), "each");
    }

    // A table of methods: the method length is that of the list.
    private static void Folding(NativeTable t)
    {
        t.On(
            "inject",
            0,
            2,
            static (r, s, a, b) =>
            {
                var name = b is null || a.Length > 1 ? r.NameOf(a[^1]) : null;
                var items = r.Each(s);
                var result = name is not null
                    ? a.Length > 1
                        ? a[0]
                        : null
                    : a.Length > 0
                        ? a[0]
                        : null;
                foreach (var item in items)
                {
                    result =
                        result is null ? item
                        : name is null ? RubyProc.Given(b).Call(result, item)
                        : r.Send(result, name, item);
                }
                return result ?? Nil.Value;
            }
        );
        t.Alias("reduce", "inject");
        t.On(
            "sum",
            0,
            1,
            static (r, s, a, b) =>
            {
                var result = a.Length > 0 ? a[0] : 0L;
                // Floats are summed with a correction, as Kahan and Babuška have it.
                var lost = 0.0;
                foreach (var item in r.Each(s))
                {
                    var value = b is null ? item : b.Call(item);
                    if (
                        result is double sum
                        && Runtime.IsNumber(value)
                        && double.IsFinite(sum)
                        && Numbers.Float(value) is var more
                        && double.IsFinite(more)
                    )
                    {
                        var next = sum + more;
                        lost += Math.Abs(sum) >= Math.Abs(more) ? sum - next + more : more - next + sum;
                        result = next;
                        continue;
                    }
                    result =
                        Runtime.IsNumber(result) && Runtime.IsNumber(value)
                            ? Numbers.Add(result, value)
                            : r.Send(result, "+", value);
                }
                return result is double total && double.IsFinite(total) ? total + lost : result;
            }
        );
        t.On(
            "each_with_object",
            1,
            static (r, s, a, b) =>
            {
                if (b is null)
                {
                    return Later(r, s, "each_with_object", a);
                }
                All(r, s, item => b.Call(item, a[0]));
                return a[0];
            }
        );
    }

    private static void Ordering(NativeTable t)
    {
        t.On("sort", 0, static (r, s, _, b) => r.Array(Sorted(r, r.Each(s), b)));
        t.On(
            "sort_by",
            0,
            static (r, s, _, b) => b is null ? Later(r, s, "sort_by") : r.Array(SortedBy(r, r.Each(s), b))
        );
        t.On(
            "min",
            0,
            1,
            static (r, s, a, b) =>
                a is [] or [Nil] ? Best(r, s, b, -1) : Extreme(r, Sorted(r, r.Each(s), b), a)
        );
        t.On(
            "max",
            0,
            1,
            static (r, s, a, b) =>
                a is [] or [Nil] ? Best(r, s, b, 1) : Extreme(r, Reversed(Sorted(r, r.Each(s), b)), a)
        );
        t.On("min_by", 0, 1, static (r, s, a, b) => Extreme(r, SortedBy(r, r.Each(s), RubyProc.Given(b)), a));
        t.On(
            "max_by",
            0,
            1,
            static (r, s, a, b) =>
            {
                var items = r.Each(s).Select(item => (item, Key: RubyProc.Given(b).Call(item))).ToList();
                return Extreme(
                    r,
                    [
                        .. items
                            .OrderByDescending(i => i.Key, Comparer<object>.Create(r.Compare))
                            .Select(i => i.item),
                    ],
                    a
                );
            }
        );
        t.On(
            "minmax",
            0,
            static (r, s, _, b) =>
                Sorted(r, r.Each(s), b) is { Count: > 0 } items
                    ? r.Array([items[0], items[^1]])
                    : r.Array([Nil.Value, Nil.Value])
        );
    }

    private static List<object> Reversed(List<object> items)
    {
        items.Reverse();
        return items;
    }

    /// <summary>
    /// The first item that none of the others is beyond, in a direction. Lists ask the best one so far,
    /// others the item.
    /// </summary>
    private static object Best(Runtime r, object self, RubyProc? block, int sign)
    {
        object? best = null;
        foreach (var item in r.Each(self))
        {
            best =
                best is null
                || (self is RubyArray && block is null ? -r.Compare(best, item) : Order(r, item, best, block))
                    * sign
                    > 0
                    ? item
                    : best;
        }
        return best ?? Nil.Value;
    }

    private static object Extreme(Runtime r, List<object> items, object[] a) =>
        a is [not Nil]
            ? r.Int(a[0]) is >= 0 and var count
                ? r.Array([.. items.Take((int)Math.Min(count, int.MaxValue))])
                : throw r.Error("ArgumentError", $"negative size ({r.Int(a[0])})")
            : items.Count > 0
                ? items[0]
                : Nil.Value;

    public static List<object> Sorted(Runtime r, IEnumerable<object> items, RubyProc? block)
    {
        var order = Comparer<object>.Create((x, y) => Order(r, x, y, block));
        return Ordered(() => [.. items.Order(order)]);
    }

    private static int Order(Runtime r, object x, object y, RubyProc? block) =>
        block is null
            ? r.Compare(x, y)
            : r.SignOf(block.Call(x, y))
                ?? throw r.Error(
                    "ArgumentError",
                    $"comparison of {r.RealClass(x).DisplayName} with {r.RealClass(y).DisplayName} failed"
                );

    public static List<object> SortedBy(Runtime r, IEnumerable<object> items, RubyProc block) =>
        Ordered(() =>
            [
                .. items
                    .Select(item => (item, Key: block.Call(item)))
                    .ToList()
                    .OrderBy(i => i.Key, Comparer<object>.Create(r.Compare))
                    .Select(i => i.item),
            ]
        );

    /// <summary>What .NET wraps when comparing fails comes out as it was.</summary>
    private static List<object> Ordered(Func<List<object>> sort)
    {
        try
        {
            return sort();
        }
        catch (InvalidOperationException failure) when (failure.InnerException is { } inner)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }

    private static void Walking(NativeTable t)
    {
        t.On("each_entry", 0, static (r, s, _, b) => Yielded(r, s, r.Each(s), b));
        t.On(
            "each_with_index",
            -1,
            static (r, s, a, b) =>
            {
                if (b is null)
                {
                    return Later(r, s, "each_with_index", a);
                }
                var i = 0L;
                All(r, a.Length == 0 ? s : Later(r, s, "each", a), item => b.Call(item, Boxes.Of(i++)));
                return s;
            }
        );
        t.On("reverse_each", 0, static (r, s, _, b) => Yielded(r, s, r.Each(s).Reverse(), b));
        t.On(
            "cycle",
            0,
            1,
            static (r, s, a, b) =>
            {
                var turns = a is [] or [Nil] ? long.MaxValue : r.Int(a[0]);
                if (turns <= 0)
                {
                    return Nil.Value;
                }
                var items = r.Each(s).ToList();
                for (var i = 0L; items.Count > 0 && i < turns; i++)
                {
                    items.ForEach(item => RubyProc.Given(b).Call(item));
                    r.Step();
                }
                return Nil.Value;
            }
        );
    }

    /// <summary>What <c>to_h</c> takes for an entry; <paramref name="at"/> is its place in a list.</summary>
    private static (object Key, object Value) Pair(Runtime r, object value, int? at)
    {
        var place = at is null ? "" : $" at {at}";
        return value switch
        {
            RubyArray { Items: [var key, var item] } => (key, item),
            RubyArray { Items: var items } => throw r.Error(
                "ArgumentError",
                at is null
                    ? $"element has wrong array length (expected 2, was {items.Count})"
                    : $"wrong array length{place} (expected 2, was {items.Count})"
            ),
            _ => throw r.Error(
                "TypeError",
                $"wrong element type {r.RealClass(value).DisplayName}{place} (expected array)"
            ),
        };
    }
}
