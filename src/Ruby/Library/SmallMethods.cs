namespace Bunraku.Ruby;

// Tables of methods: the method length is that of the list.

/// <summary>The methods of <c>nil</c>, truths and symbols.</summary>
internal static class SmallMethods
{
    public static readonly NativeTable NilTable = new(static t =>
    {
        t.On("to_s", 0, static (r, _, _, _) => new RubyString(r.Classes.String, "") { IsFrozen = true });
        t.On("to_a", 0, static (r, _, _, _) => r.Array([]));
        Library.Late(t, "to_r", "rational");
        Library.Late(t, "rationalize", "rational");
        Library.Late(t, "to_c", "complex");
        t.On("to_h", 0, static (r, _, _, _) => r.Hash());
        t.On("to_i", 0, static (_, _, _, _) => 0L);
        t.On("to_f", 0, static (_, _, _, _) => 0.0);
        t.On("inspect", 0, static (r, _, _, _) => r.String("nil"));
        t.On("nil?", 0, static (_, _, _, _) => Booleans.True);
        t.On("&", 1, static (_, _, _, _) => Booleans.False);
        t.On("|", 1, static (_, _, a, _) => Booleans.Of(Runtime.IsTrue(a[0])));
        t.Alias("^", "|");
    });

    public static readonly NativeTable TruthTable = new(static t =>
    {
        t.On("to_s", 0, static (r, s, _, _) => r.String(s is true ? "true" : "false"));
        t.Alias("inspect", "to_s");
        t.On("&", 1, static (_, s, a, _) => Booleans.Of(s is true && Runtime.IsTrue(a[0])));
        t.On("|", 1, static (_, s, a, _) => Booleans.Of(s is true || Runtime.IsTrue(a[0])));
        t.On("^", 1, static (_, s, a, _) => Booleans.Of(s is true != Runtime.IsTrue(a[0])));
    });

    public static readonly NativeTable SymbolTable = new(static t =>
    {
        t.On("to_s", 0, static (r, s, _, _) => r.String(((Symbol)s).Name));
        t.Alias("name", "to_s");
        t.Alias("id2name", "to_s");
        t.On("to_sym", 0, static (_, s, _, _) => s);
        t.On("to_proc", 0, static (r, s, _, _) => r.ToProc(s)!);
        t.On("inspect", 0, static (r, s, _, _) => r.String(Inspection.Of((Symbol)s)));
        t.On("length", 0, static (_, s, _, _) => (long)((Symbol)s).Name.Length);
        t.Alias("size", "length");
        t.On(
            "<=>",
            1,
            static (_, s, a, _) =>
                a[0] is Symbol other
                    ? (long)Math.Sign(string.CompareOrdinal(((Symbol)s).Name, other.Name))
                    : Nil.Value
        );
        t.On("[]", 1, 2, static (r, s, a, _) => r.Send(r.String(((Symbol)s).Name), "[]", a));
        t.Alias("slice", "[]");
        t.Alias("intern", "to_sym");
        foreach (var name in new[] { "casecmp", "casecmp?" })
        {
            t.On(
                name,
                1,
                (r, s, a, _) =>
                    a[0] is Symbol other
                        ? r.Send(r.String(((Symbol)s).Name), name, r.String(other.Name))
                        : Nil.Value
            );
        }
        t.On(
            "encoding",
            0,
            static (r, s, _, _) =>
                EncodingMethods.Value(
                    r,
                    RubyEncoding.IsAscii(((Symbol)s).Name) ? RubyEncoding.Ascii : RubyEncoding.Utf8
                )
        );
        t.On("empty?", 0, static (_, s, _, _) => Booleans.Of(((Symbol)s).Name.Length == 0));
        foreach (var name in new[] { "upcase", "downcase", "capitalize", "swapcase", "succ", "next" })
        {
            t.On(name, 0, (r, s, _, _) => new Symbol(r.ToText(r.Send(r.String(((Symbol)s).Name), name))));
        }
        foreach (var name in new[] { "start_with?", "end_with?", "=~", "match", "match?" })
        {
            t.On(name, -1, (r, s, a, _) => r.Send(r.String(((Symbol)s).Name), name, a));
        }
    });
}

/// <summary>What follows from <c>&lt;=&gt;</c>.</summary>
internal static class ComparableMethods
{
    public static readonly NativeTable Table = new(static t =>
    {
        t.On("<", 1, static (r, s, a, _) => Booleans.Of(r.Compare(s, a[0]) < 0));
        t.On("<=", 1, static (r, s, a, _) => Booleans.Of(r.Compare(s, a[0]) <= 0));
        t.On(">", 1, static (r, s, a, _) => Booleans.Of(r.Compare(s, a[0]) > 0));
        t.On(">=", 1, static (r, s, a, _) => Booleans.Of(r.Compare(s, a[0]) >= 0));
        t.On(
            "==",
            1,
            static (r, s, a, _) => Booleans.Of(ReferenceEquals(s, a[0]) || r.CompareOrNull(s, a[0]) == 0)
        );
        t.On(
            "between?",
            2,
            static (r, s, a, _) => Booleans.Of(r.Compare(s, a[0]) >= 0 && r.Compare(s, a[1]) <= 0)
        );
        t.On(
            "clamp",
            1,
            2,
            static (r, s, a, _) =>
            {
                if (a is [RubyRange { IsExclusive: true, To: not Nil }])
                {
                    throw r.Error("ArgumentError", "cannot clamp with an exclusive range");
                }
                var (least, most) = a is [RubyRange range] ? (range.From, range.To) : (a[0], a[1]);
                if (least is not Nil && most is not Nil && r.Compare(least, most) > 0)
                {
                    throw r.Error("ArgumentError", "min argument must be smaller than max argument");
                }
                return least is not Nil && r.Compare(s, least) < 0 ? least
                    : most is not Nil && r.Compare(s, most) > 0 ? most
                    : s;
            }
        );
    });
}
