namespace Bunraku.Ruby;

// Tables of methods: the file length and the method length are those of the lists.

/// <summary>The methods of hashes beyond those of Enumerable.</summary>
internal static class HashMethods
{
    public static readonly NativeTable Table = new(static t =>
    {
        Reading(t);
        Writing(t);
        Deriving(t);
        Walking(t);
    });

    private static RubyHash H(object self) => (RubyHash)self;

    private static RubyHash W(Runtime r, object self)
    {
        r.Change((RubyObject)self);
        return (RubyHash)self;
    }

    public static object Get(Runtime r, RubyHash self, object key) =>
        self.Find(key)
        ?? (
            r.RealClass(self) != r.Classes.Hash && r.ClassOf(self).FindMethod("default") is InterpretedMethod
                ? r.Send(self, "default", key)
            : self.DefaultProc is { } block ? block.Call(self, key)
            : self.Default
        );

    // A table of methods: the method length is that of the list.
    private static void Reading(NativeTable t)
    {
        t.Hidden(
            "initialize",
            0,
            1,
            static (r, s, a, b) =>
            {
                if (a.Length > 0 && b is not null)
                {
                    throw Arguments.WrongNumber(r, a.Length, 0, 0);
                }
                (H(s).Default, H(s).DefaultProc) = (a.Length > 0 ? a[0] : Nil.Value, b);
                return s;
            }
        );
        t.On(
            "default_proc=",
            1,
            static (r, s, a, _) =>
            {
                r.Change((RubyObject)s);
                H(s).DefaultProc = a[0] switch
                {
                    Nil => null,
                    RubyProc { IsLambda: true, Arity: var arity } when arity is not (2 or < 0) =>
                        throw r.Error("TypeError", $"default_proc takes two arguments (2 for {arity})"),
                    RubyProc proc => proc,
                    _ => throw r.Error(
                        "TypeError",
                        $"wrong default_proc type {r.Kind(a[0])} (expected Proc)"
                    ),
                };
                H(s).Default = Nil.Value;
                return a[0];
            }
        );
        t.On("[]", 1, static (r, s, a, _) => Get(r, H(s), a[0]));
        t.On(
            "fetch",
            1,
            2,
            static (r, s, a, b) =>
                H(s).Find(a[0])
                ?? (
                    b is not null ? b.Call(a[0])
                    : a.Length > 1 ? a[1]
                    : throw KeyMissing(r, s, a[0])
                )
        );
        t.On("dig", -2, static (r, s, a, _) => ArrayMethods.Dig(r, Get(r, H(s), a[0]), a[1..]));
        t.On("key?", 1, static (_, s, a, _) => Booleans.Of(H(s).Find(a[0]) is not null));
        t.Alias("has_key?", "key?");
        t.Alias("include?", "key?");
        t.Alias("member?", "key?");
        t.On(
            "value?",
            1,
            static (r, s, a, _) => Booleans.Of(H(s).Pairs.Values.Any(value => r.AreEqual(value, a[0])))
        );
        t.Alias("has_value?", "value?");
        t.On(
            "key",
            1,
            static (r, s, a, _) =>
                H(s)
                    .Pairs.Where(pair => r.AreEqual(pair.Value, a[0]))
                    .Select(pair => pair.Key)
                    .FirstOrDefault()
                ?? Nil.Value
        );
        t.On("keys", 0, static (r, s, _, _) => r.Array([.. H(s).Pairs.Keys]));
        t.On("values", 0, static (r, s, _, _) => r.Array([.. H(s).Pairs.Values]));
        t.On("values_at", -1, static (r, s, a, _) => r.Array([.. a.Select(key => Get(r, H(s), key))]));
        t.On(
            "fetch_values",
            -1,
            static (r, s, a, b) =>
                r.Array([.. a.Select(key => H(s).Find(key) ?? b?.Call(key) ?? throw KeyMissing(r, s, key))])
        );
        t.On("length", 0, static (_, s, _, _) => (long)H(s).Pairs.Count);
        t.Alias("size", "length");
        t.On("empty?", 0, static (_, s, _, _) => Booleans.Of(H(s).Pairs.Count == 0));
        t.On(
            "default",
            0,
            1,
            static (_, s, a, _) =>
                a.Length > 0 && H(s).DefaultProc is { } block ? block.Call(s, a[0]) : H(s).Default
        );
        t.On(
            "default=",
            1,
            static (r, s, a, _) =>
            {
                (W(r, s).Default, H(s).DefaultProc) = (a[0], null);
                return a[0];
            }
        );
        t.On("default_proc", 0, static (_, s, _, _) => (object?)H(s).DefaultProc ?? Nil.Value);
        t.On(
            "to_h",
            0,
            static (r, s, _, b) =>
                b is not null
                    ? Of(r, H(s).Pairs.ToList().Select(pair => Pair(r, b.Call(pair.Key, pair.Value))))
                : H(s).Class == r.Classes.Hash ? s
                : Copied(r, s)
        );
        t.On("to_hash", 0, static (_, s, _, _) => s);
        t.On("to_a", 0, static (r, s, _, _) => r.Array([.. r.Each(s)]));
        t.On(
            "to_proc",
            0,
            static (r, s, _, _) =>
                new RubyProc(
                    r.Classes.Proc,
                    (a, _) =>
                        a.Length == 1 ? Get(r, H(s), a[0]) : throw Arguments.WrongNumber(r, a.Length, 1, 1),
                    1
                )
                {
                    IsLambda = true,
                }
        );
        t.On(
            "inspect",
            0,
            static (r, s, _, _) =>
                r.String(
                    H(s).Pairs.Count == 0
                        ? "{}"
                        : r.Shown(
                            s,
                            "{...}",
                            () =>
                                "{"
                                + string.Join(
                                    ", ",
                                    H(s)
                                        .Pairs.Select(pair =>
                                            $"{r.Inspect(pair.Key)}=>{r.Inspect(pair.Value)}"
                                        )
                                )
                                + "}"
                        )
                )
        );
        t.Alias("to_s", "inspect");
        t.On(
            "==",
            1,
            static (r, s, a, _) =>
                Booleans.Of(
                    a[0] is RubyHash other
                        && other.Pairs.Count == H(s).Pairs.Count
                        && Recursion.AreEqual(r, H(s), other)
                )
        );
        t.On("<=", 1, static (r, s, a, _) => Booleans.Of(IsWithin(r, H(s), Other(r, a[0]))));
        t.On(">=", 1, static (r, s, a, _) => Booleans.Of(IsWithin(r, Other(r, a[0]), H(s))));
        t.On("<", 1, static (r, s, a, _) => Booleans.Of(IsWithin(r, H(s), Other(r, a[0]), isLess: true)));
        t.On(">", 1, static (r, s, a, _) => Booleans.Of(IsWithin(r, Other(r, a[0]), H(s), isLess: true)));
        t.On(
            "rehash",
            0,
            static (r, s, _, _) =>
            {
                var pairs = W(r, s).Pairs.ToList();
                H(s).Pairs.Clear();
                foreach (var (key, value) in pairs)
                {
                    H(s)[key] = value;
                }
                return s;
            }
        );
        t.On("compare_by_identity?", 0, static (_, s, _, _) => Booleans.Of(H(s).ComparesByIdentity));
        t.On(
            "compare_by_identity",
            0,
            static (r, s, _, _) =>
            {
                if (H(s).ComparesByIdentity)
                {
                    return s;
                }
                W(r, s).CompareByIdentity();
                return s;
            }
        );
    }

    /// <summary>The hash that another is compared with: nil is none.</summary>
    private static RubyHash Other(Runtime r, object value) =>
        value is Nil
            ? throw r.Error("TypeError", "no implicit conversion of nil into Hash")
            : r.ToHash(value);

    /// <summary>Whether all pairs of one hash are in another, which may be asked to have more.</summary>
    private static bool IsWithin(Runtime r, RubyHash part, RubyHash whole, bool isLess = false) =>
        !(isLess && part.Pairs.Count >= whole.Pairs.Count)
        && part.Pairs.All(pair => whole.Find(pair.Key) is { } value && r.AreEqual(pair.Value, value));

    private static RubyError KeyMissing(Runtime r, object self, object key)
    {
        var error = new RubyException((RubyModule)r.Classes.Object.Constants["KeyError"])
        {
            Message = r.String($"key not found: {r.Inspect(key)}"),
        };
        (error.Details["key"], error.Details["receiver"]) = (key, self);
        return r.Raise(error);
    }

    private static (object, object) Pair(Runtime r, object value) =>
        r.ArrayOrNull(value) is not { } pair
            ? throw r.Error(
                "TypeError",
                $"wrong element type {r.RealClass(value).DisplayName} (expected array)"
            )
        : pair.Items.Count != 2
            ? throw r.Error(
                "ArgumentError",
                $"element has wrong array length (expected 2, was {pair.Items.Count})"
            )
        : (pair.Items[0], pair.Items[1]);

    /// <summary>A hash of no class of its own with the same pairs and default.</summary>
    private static RubyHash Copied(Runtime r, object self)
    {
        var copy = r.Hash();
        copy.TakeFrom(H(self));
        return copy;
    }

    public static RubyHash Of(Runtime r, IEnumerable<(object Key, object Value)> pairs)
    {
        var hash = r.Hash();
        foreach (var (key, value) in pairs)
        {
            hash[r.HashKey(key)] = value;
        }
        return hash;
    }

    // A table of methods: the method length is that of the list.
    private static void Writing(NativeTable t)
    {
        t.On(
            "[]=",
            2,
            static (r, s, a, _) =>
            {
                if (H(s).Iterations > 0 && H(s).Find(a[0]) is null)
                {
                    throw r.Error("RuntimeError", "can't add a new key into hash during iteration");
                }
                W(r, s)[H(s).ComparesByIdentity ? a[0] : r.HashKey(a[0])] = a[1];
                return a[1];
            }
        );
        t.Alias("store", "[]=");
        t.On(
            "delete",
            1,
            static (r, s, a, b) =>
            {
                if (W(r, s).Find(a[0]) is { } value)
                {
                    H(s).Pairs.Remove(a[0]);
                    return value;
                }
                return b?.Call(a[0]) ?? Nil.Value;
            }
        );
        t.On(
            "merge!",
            -1,
            static (r, s, a, b) =>
            {
                Merge(r, W(r, s), a, b);
                return s;
            }
        );
        t.Alias("update", "merge!");
        t.On(
            "replace",
            1,
            static (r, s, a, _) =>
            {
                var other = r.ToHash(a[0]);
                if (W(r, s) != other)
                {
                    H(s).TakeFrom(other);
                }
                return s;
            }
        );
        t.On(
            "clear",
            0,
            static (r, s, _, _) =>
            {
                W(r, s).Pairs.Clear();
                return s;
            }
        );
        t.On(
            "shift",
            0,
            static (r, s, _, _) =>
            {
                if (W(r, s).Pairs.Count == 0)
                {
                    return Nil.Value;
                }
                var pair = H(s).Pairs.GetAt(0);
                H(s).Pairs.RemoveAt(0);
                return r.Array([pair.Key, pair.Value]);
            }
        );
        t.On(
            "transform_values!",
            0,
            static (r, s, _, b) =>
                b is null
                    ? new RubyEnumerator(r.Classes.Enumerator, s, "transform_values!", [])
                    : ChangeValues(r, s, b)
        );
        foreach (
            var (name, source, isNil) in new[]
            {
                ("select!", "select", true),
                ("keep_if", "select", false),
                ("filter!", "select", true),
                ("reject!", "reject", true),
                ("delete_if", "reject", false),
                ("compact!", "compact", true),
                ("transform_keys!", "transform_keys", false),
            }
        )
        {
            t.On(
                name,
                -1,
                (r, s, a, b) =>
                {
                    if (b is null && source != "compact" && a.Length == 0)
                    {
                        return new RubyEnumerator(r.Classes.Enumerator, s, name, []);
                    }
                    var before = W(r, s).Pairs.Count;
                    List<KeyValuePair<object, object>> pairs = [.. H(r.Send(s, source, a, b)).Pairs];
                    H(s).Pairs.Clear();
                    pairs.ForEach(pair => H(s)[pair.Key] = pair.Value);
                    return isNil && H(s).Pairs.Count == before ? Nil.Value : s;
                }
            );
        }
    }

    /// <summary>Changes values in their places, so that those before an end of the block are new.</summary>
    private static object ChangeValues(Runtime r, object self, RubyProc block)
    {
        foreach (var key in W(r, self).Pairs.Keys.ToList())
        {
            H(self)[key] = block.Call(H(self).Find(key) ?? Nil.Value);
        }
        return self;
    }

    private static void Merge(Runtime r, RubyHash into, object[] others, RubyProc? block)
    {
        foreach (var other in others)
        {
            foreach (var (key, value) in r.ToHash(other).Pairs.ToList())
            {
                into[key] =
                    block is not null && into.Find(key) is { } old ? block.Call(key, old, value) : value;
            }
        }
    }

    private static RubyHash Chosen(Runtime r, object self, Func<KeyValuePair<object, object>, bool> test)
    {
        var hash = r.Hash();
        if (H(self).ComparesByIdentity)
        {
            hash.CompareByIdentity();
        }
        foreach (var (key, value) in H(self).Pairs.ToList().Where(test))
        {
            hash[key] = value;
        }
        return hash;
    }

    // A table of methods: the method length is that of the list.
    private static void Deriving(NativeTable t)
    {
        t.On(
            "merge",
            -1,
            static (r, s, a, b) =>
            {
                var copy = (RubyHash)Copies.Of(r, s, false);
                Merge(r, copy, a, b);
                return copy;
            }
        );
        t.On(
            "select",
            0,
            static (r, s, _, b) =>
                b is null
                    ? new RubyEnumerator(r.Classes.Enumerator, s, "select", [])
                    : Chosen(r, s, pair => Runtime.IsTrue(b.Call(pair.Key, pair.Value)))
        );
        t.Alias("filter", "select");
        t.On(
            "reject",
            0,
            static (r, s, _, b) =>
                b is null
                    ? new RubyEnumerator(r.Classes.Enumerator, s, "reject", [])
                    : Chosen(r, s, pair => !Runtime.IsTrue(b.Call(pair.Key, pair.Value)))
        );
        t.On(
            "slice",
            -1,
            static (r, s, a, _) =>
                Of(r, a.Where(key => H(s).Find(key) is not null).Select(key => (key, H(s).Find(key)!)))
        );
        t.On(
            "except",
            -1,
            static (r, s, a, _) => Chosen(r, s, pair => !a.Contains(pair.Key, KeyComparer.Instance))
        );
        t.On("compact", 0, static (r, s, _, _) => Chosen(r, s, pair => pair.Value is not Nil));
        t.On("invert", 0, static (r, s, _, _) => Of(r, H(s).Pairs.Select(pair => (pair.Value, pair.Key))));
        t.On(
            "transform_values",
            0,
            static (r, s, _, b) =>
                Of(r, H(s).Pairs.ToList().Select(pair => (pair.Key, RubyProc.Given(b).Call(pair.Value))))
        );
        t.On(
            "transform_keys",
            0,
            1,
            static (r, s, a, b) =>
                Of(
                    r,
                    H(s)
                        .Pairs.ToList()
                        .Select(pair =>
                            (
                                a.Length > 0
                                    ? H(a[0]).Find(pair.Key) ?? b?.Call(pair.Key) ?? pair.Key
                                    : RubyProc.Given(b).Call(pair.Key),
                                pair.Value
                            )
                        )
                )
        );
        t.On("group_by", 0, static (r, s, a, b) => r.Send(r.Array([.. r.Each(s)]), "group_by", a, b));
        t.On("sort", 0, static (r, s, a, b) => r.Send(r.Array([.. r.Each(s)]), "sort", a, b));
        t.On("find", 0, 1, static (r, s, a, b) => r.Send(r.Array([.. r.Each(s)]), "find", a, b));
        t.On(
            "count",
            0,
            1,
            static (r, s, a, b) =>
                a.Length == 0 && b is null
                    ? (long)H(s).Pairs.Count
                    : r.Send(r.Array([.. r.Each(s)]), "count", a, b)
        );
        t.On(
            "any?",
            0,
            1,
            static (r, s, _, b) =>
                Booleans.Of(
                    b is null
                        ? H(s).Pairs.Count > 0
                        : H(s)
                            .Pairs.ToList()
                            .Any(pair => Runtime.IsTrue(b.Call(r.Array([pair.Key, pair.Value]))))
                )
        );
        t.On("sum", 0, 1, static (r, s, a, b) => r.Send(r.Array([.. r.Each(s)]), "sum", a, b));
    }

    private static object Each(Runtime r, object self, RubyProc block)
    {
        var isPair = block.IsLambda && block.Arity == 2;
        H(self).Iterations++;
        try
        {
            foreach (var (key, value) in H(self).Pairs.ToList())
            {
                if (isPair)
                {
                    block.Call(key, value);
                }
                else
                {
                    block.Call(r.Array([key, value]));
                }
            }
        }
        finally
        {
            H(self).Iterations--;
        }
        return self;
    }

    private static void Walking(NativeTable t)
    {
        foreach (var name in new[] { "each", "each_pair" })
        {
            t.On(
                name,
                0,
                (r, s, _, b) =>
                    b is null ? new RubyEnumerator(r.Classes.Enumerator, s, name, []) : Each(r, s, b)
            );
        }
        t.On(
            "each_key",
            0,
            static (_, s, _, b) =>
            {
                foreach (var key in H(s).Pairs.Keys.ToList())
                {
                    RubyProc.Given(b).Call(key);
                }
                return s;
            }
        );
        t.On(
            "each_value",
            0,
            static (_, s, _, b) =>
            {
                foreach (var value in H(s).Pairs.Values.ToList())
                {
                    RubyProc.Given(b).Call(value);
                }
                return s;
            }
        );
    }
}
