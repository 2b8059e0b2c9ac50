namespace Bunraku.Ruby;

/// <summary>The methods of sets beyond those of Enumerable.</summary>
internal static class SetMethods
{
    private static RubyHash H(object self) => (RubyHash)((RubyNative)self).State;

    public static RubyNative Of(Runtime r, IEnumerable<object> items)
    {
        var set = new RubyNative(r.Classes.Set, r.Hash());
        foreach (var item in items)
        {
            H(set)[r.HashKey(item)] = Booleans.True;
        }
        return set;
    }

    private static object Kept(Runtime r, object self, Func<object, bool> test, bool isKept)
    {
        r.Change((RubyObject)self);
        foreach (var item in H(self).Pairs.Keys.Where(item => test(item) != isKept).ToList())
        {
            H(self).Pairs.Remove(item);
        }
        return self;
    }

    private static object Replaced(Runtime r, object self, List<object> items)
    {
        r.Change((RubyObject)self);
        H(self).Pairs.Clear();
        foreach (var item in items)
        {
            H(self)[r.HashKey(item)] = Booleans.True;
        }
        return self;
    }

    // A table of methods: the method length is that of the list.
    public static readonly NativeTable Table = new(static t =>
    {
        t.Hidden(
            "initialize",
            0,
            1,
            static (r, s, a, b) =>
            {
                if (a.Length > 0 && a[0] is not Nil && !r.RespondsTo(a[0], "each"))
                {
                    throw r.Error("ArgumentError", "value must be enumerable");
                }
                foreach (var item in a.Length > 0 && a[0] is not Nil ? r.Each(a[0]) : [])
                {
                    H(s)[r.HashKey(b is null ? item : b.Call(item))] = Booleans.True;
                }
                return s;
            }
        );
        t.On(
            "add",
            1,
            static (r, s, a, _) =>
            {
                r.Change((RubyObject)s);
                H(s)[r.HashKey(a[0])] = Booleans.True;
                return s;
            }
        );
        t.Alias("<<", "add");
        t.On("add?", 1, static (r, s, a, _) => H(s).Find(a[0]) is null ? r.Send(s, "add", a[0]) : Nil.Value);
        t.On(
            "delete",
            1,
            static (_, s, a, _) =>
            {
                H(s).Pairs.Remove(a[0]);
                return s;
            }
        );
        t.On(
            "merge",
            1,
            static (r, s, a, _) =>
            {
                foreach (var item in r.Each(a[0]))
                {
                    H(s)[r.HashKey(item)] = Booleans.True;
                }
                return s;
            }
        );
        t.On("include?", 1, static (_, s, a, _) => Booleans.Of(H(s).Find(a[0]) is not null));
        t.Alias("member?", "include?");
        t.Alias("===", "include?");
        t.Alias("contain?", "include?");
        t.On("size", 0, static (_, s, _, _) => (long)H(s).Pairs.Count);
        t.Alias("length", "size");
        t.On("empty?", 0, static (_, s, _, _) => Booleans.Of(H(s).Pairs.Count == 0));
        t.On(
            "each",
            0,
            static (r, s, _, b) =>
            {
                if (b is null)
                {
                    return new RubyEnumerator(r.Classes.Enumerator, s, "each", []);
                }
                foreach (var item in H(s).Pairs.Keys.ToList())
                {
                    b.Call(item);
                }
                return s;
            }
        );
        t.On("|", 1, static (r, s, a, _) => Of(r, [.. H(s).Pairs.Keys, .. r.Each(a[0])]));
        t.Alias("+", "|");
        t.Alias("union", "|");
        t.On("&", 1, static (r, s, a, _) => Of(r, r.Each(a[0]).Where(item => H(s).Find(item) is not null)));
        t.Alias("intersection", "&");
        t.On(
            "-",
            1,
            static (r, s, a, _) =>
            {
                var gone = r.Each(a[0]).ToHashSet(KeyComparer.Instance);
                return Of(r, H(s).Pairs.Keys.Where(item => !gone.Contains(item)));
            }
        );
        t.Alias("difference", "-");
        t.On(
            "==",
            1,
            static (_, s, a, _) =>
                Booleans.Of(
                    a[0] is RubyNative { State: RubyHash other }
                        && other.Pairs.Count == H(s).Pairs.Count
                        && H(s).Pairs.Keys.All(item => other.Find(item) is not null)
                )
        );
        t.On(
            "subset?",
            1,
            static (_, s, a, _) => Booleans.Of(H(s).Pairs.Keys.All(item => H(a[0]).Find(item) is not null))
        );
        t.Alias("<=", "subset?");
        t.On(
            "superset?",
            1,
            static (_, s, a, _) => Booleans.Of(H(a[0]).Pairs.Keys.All(item => H(s).Find(item) is not null))
        );
        t.Alias(">=", "superset?");
        t.On(
            "disjoint?",
            1,
            static (r, s, a, _) => Booleans.Of(!r.Each(a[0]).Any(item => H(s).Find(item) is not null))
        );
        t.On(
            "proper_subset?",
            1,
            static (r, s, a, _) =>
                Booleans.Of(
                    H(s).Pairs.Count < H(a[0]).Pairs.Count && Runtime.IsTrue(r.Send(s, "subset?", a[0]))
                )
        );
        t.Alias("<", "proper_subset?");
        t.On(
            "proper_superset?",
            1,
            static (r, s, a, _) =>
                Booleans.Of(
                    H(s).Pairs.Count > H(a[0]).Pairs.Count && Runtime.IsTrue(r.Send(s, "superset?", a[0]))
                )
        );
        t.Alias(">", "proper_superset?");
        t.On(
            "<=>",
            1,
            static (r, s, a, _) =>
                a[0] is not RubyNative { State: RubyHash other } ? Nil.Value
                : Runtime.IsTrue(r.Send(s, "==", a[0])) ? 0L
                : other.Pairs.Count > H(s).Pairs.Count && Runtime.IsTrue(r.Send(s, "subset?", a[0])) ? -1L
                : other.Pairs.Count < H(s).Pairs.Count && Runtime.IsTrue(r.Send(s, "superset?", a[0])) ? 1L
                : Nil.Value
        );
        t.On(
            "intersect?",
            1,
            static (r, s, a, _) => Booleans.Of(!Runtime.IsTrue(r.Send(s, "disjoint?", a[0])))
        );
        t.On(
            "delete?",
            1,
            static (r, s, a, _) => H(s).Find(a[0]) is null ? Nil.Value : r.Send(s, "delete", a[0])
        );
        t.On(
            "subtract",
            1,
            static (r, s, a, _) =>
                Kept(r, s, r.Each(a[0]).ToHashSet(KeyComparer.Instance).Contains, isKept: false)
        );
        foreach (
            var (names, isKept) in new[]
            {
                (new[] { "select!", "filter!", "keep_if" }, true),
                (["reject!", "delete_if"], false),
            }
        )
        {
            foreach (var name in names)
            {
                t.On(
                    name,
                    0,
                    (r, s, _, b) =>
                    {
                        var before = H(s).Pairs.Count;
                        Kept(r, s, item => Runtime.IsTrue(RubyProc.Given(b).Call(item)), isKept);
                        return before == H(s).Pairs.Count && name.EndsWith('!') ? Nil.Value : s;
                    }
                );
            }
        }
        t.On(
            "classify",
            0,
            static (r, s, _, b) =>
                r.Send(
                    r.Send(s, "group_by", [], b),
                    "transform_values",
                    [],
                    r.Native(a => Of(r, r.Each(a[0])))
                )
        );
        t.On(
            "map!",
            0,
            static (r, s, _, b) =>
                Replaced(r, s, H(s).Pairs.Keys.Select(item => RubyProc.Given(b).Call(item)).ToList())
        );
        t.Alias("collect!", "map!");
        t.On("replace", 1, static (r, s, a, _) => Replaced(r, s, r.Each(a[0]).ToList()));
        t.On("clear", 0, static (r, s, _, _) => Replaced(r, s, []));
        t.On("reset", 0, static (_, s, _, _) => s);
        t.On("join", 0, 1, static (r, s, a, _) => r.Send(r.Send(s, "to_a"), "join", a));
        t.On(
            "hash",
            0,
            static (_, s, _, _) =>
                (long)H(s).Pairs.Keys.Aggregate(7, (code, item) => code ^ KeyComparer.HashOf(item))
        );
        t.On("to_set", 0, static (_, s, _, _) => s);
        t.On(
            "divide",
            0,
            static (r, s, _, b) => Of(r, ((RubyHash)r.Send(s, "classify", [], b)).Pairs.Values)
        );
        t.On(
            "compare_by_identity",
            0,
            static (r, s, _, _) =>
            {
                r.Change((RubyObject)s);
                H(s).CompareByIdentity();
                return s;
            }
        );
        t.On("compare_by_identity?", 0, static (_, s, _, _) => Booleans.Of(H(s).ComparesByIdentity));
        t.On(
            "inspect",
            0,
            static (r, s, _, _) =>
                r.String($"#<Set: {{{string.Join(", ", H(s).Pairs.Keys.Select(r.Inspect))}}}>")
        );
        t.Alias("to_s", "inspect");
    });
}
