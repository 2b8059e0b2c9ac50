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

    // A table of methods: the method length is that of the list.
    public static readonly NativeTable Table = new(static t =>
    {
        t.Hidden(
            "initialize",
            0,
            1,
            static (r, s, a, b) =>
            {
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
            -1,
            static (r, s, a, _) =>
            {
                foreach (var item in a.SelectMany(r.Each))
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
            static (_, s, _, b) =>
            {
                foreach (var item in H(s).Pairs.Keys.ToList())
                {
                    RubyProc.Given(b).Call(item);
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
            static (_, s, a, _) => Booleans.Of(!H(s).Pairs.Keys.Any(item => H(a[0]).Find(item) is not null))
        );
        t.On("to_set", 0, static (_, s, _, _) => s);
        t.On(
            "inspect",
            0,
            static (r, s, _, _) =>
                r.String($"#<Set: {{{string.Join(", ", H(s).Pairs.Keys.Select(r.Inspect))}}}>")
        );
        t.Alias("to_s", "inspect");
    });
}
