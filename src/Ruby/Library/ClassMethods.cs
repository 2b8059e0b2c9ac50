namespace Bunraku.Ruby;

/// <summary>
/// The methods that classes of the language themselves have: <c>Hash[]</c>, <c>Struct.new</c>,
/// <c>Time.now</c>.
/// </summary>
internal static class ClassMethods
{
    // A table of methods: the method length is that of the list.
    public static void Define(Runtime r)
    {
        void On(RubyModule type, string name, int least, int most, NativeBody body)
        {
            var own = r.SingletonOf(type);
            own.Define(name, new NativeMethod(name, own, least, most, body));
        }
        var c = r.Classes;
        foreach (
            var (type, conversion) in new[]
            {
                (c.Array, "to_ary"),
                (c.Hash, "to_hash"),
                (c.Integer, "to_int"),
                (c.Regexp, "to_regexp"),
                (c.String, "to_str"),
            }
        )
        {
            On(
                type,
                "try_convert",
                1,
                1,
                (r, _, a, _) =>
                {
                    if (r.RealClass(a[0]).Is(type) || !r.RespondsTo(a[0], conversion))
                    {
                        return r.RealClass(a[0]).Is(type) ? a[0] : Nil.Value;
                    }
                    var made = r.Send(a[0], conversion);
                    return made is Nil || r.RealClass(made).Is(type)
                        ? made
                        : throw r.Wrong(a[0], conversion, made);
                }
            );
        }
        ArithmeticSequence.Define(r);
        SystemErrors.Define(r, (RubyModule)c.Object.Constants["SystemCallError"]);
        On(c.Array, "[]", 0, int.MaxValue, static (_, s, a, _) => new RubyArray((RubyModule)s, [.. a]));
        On(
            c.Hash,
            "[]",
            0,
            int.MaxValue,
            static (r, s, a, _) =>
            {
                var hash = new RubyHash((RubyModule)s);
                foreach (var (key, value) in PairsOf(r, a))
                {
                    hash[r.HashKey(key)] = value;
                }
                return hash;
            }
        );
        On(
            c.Hash,
            "ruby2_keywords_hash?",
            1,
            1,
            static (r, _, a, _) => Booleans.Of(r.ToHash(a[0]).IsKeywords)
        );
        On(
            c.Hash,
            "ruby2_keywords_hash",
            1,
            1,
            static (r, _, a, _) =>
            {
                var copy = (RubyHash)Copies.Of(r, r.ToHash(a[0]), false);
                copy.IsKeywords = true;
                return copy;
            }
        );
        On(c.Set, "[]", 0, int.MaxValue, static (r, _, a, _) => SetMethods.Of(r, a));
        On(c.Integer, "sqrt", 1, 1, static (r, _, a, _) => Root(r, a[0]));
        On(c.Struct, "new", 0, int.MaxValue, static (r, _, a, b) => StructMethods.New(r, a, b));
        On(
            c.Range,
            "new",
            2,
            3,
            static (r, _, a, _) =>
                a[0] is not Nil && a[1] is not Nil && r.CompareOrNull(a[0], a[1]) is null
                    ? throw r.Error("ArgumentError", "bad value for range")
                    : new RubyRange(r.Classes.Range, a[0], a[1], a.Length > 2 && Runtime.IsTrue(a[2]))
                    {
                        IsFrozen = true,
                    }
        );
        On(
            c.Proc,
            "new",
            0,
            int.MaxValue,
            static (r, s, a, b) =>
            {
                var block =
                    b ?? throw r.Error("ArgumentError", "tried to create Proc object without a block");
                if (block.Class == s)
                {
                    return block;
                }
                var made = block.As((RubyModule)s);
                r.Invoke(made, "initialize", a, block);
                return made;
            }
        );
        On(
            c.Enumerator,
            "produce",
            0,
            1,
            static (r, _, a, b) =>
            {
                var (block, start) = (RubyProc.Given(b), a.Length > 0 ? a[0] : null);
                return new RubyEnumerator(r.Classes.Enumerator, Producer(r, block, start), "each", [])
                {
                    Generator = block,
                    Size = double.PositiveInfinity,
                };
            }
        );
        foreach (var name in new[] { "new", "compile" })
        {
            On(
                c.Regexp,
                name,
                1,
                3,
                static (r, _, a, _) =>
                    a[0] as RubyRegexp
                    ?? new RubyRegexp(
                        r.Classes.Regexp,
                        r.Text(a[0]),
                        (a.Length > 1 ? Flags(a[1]) : "")
                            + (a is [_, _, RubyString { Text: ['n' or 'N', ..] }] ? "n" : ""),
                        encoding: (a[0] as RubyString)?.Encoding
                    )
            );
        }
        foreach (var name in new[] { "escape", "quote" })
        {
            On(
                c.Regexp,
                name,
                1,
                1,
                static (r, _, a, _) =>
                    a[0] is Symbol { Name: var name }
                        ? r.String(RegexpMethods.Escaped(name))
                        : new RubyString(r.Classes.String, RegexpMethods.Escaped(r.Text(a[0])))
                        {
                            Encoding = a[0] switch
                            {
                                RubyString { IsAscii: true } => RubyEncoding.Ascii,
                                RubyString { Encoding: var encoding } => encoding,
                                _ => RubyEncoding.Utf8,
                            },
                        }
            );
        }
        On(
            c.Regexp,
            "last_match",
            0,
            1,
            static (r, _, a, _) =>
                r.Caller!.LastMatch is RubyMatch match
                    ? a.Length > 0
                        ? match.GroupOf(a[0])
                        : match
                    : Nil.Value
        );
        On(
            c.Regexp,
            "union",
            0,
            int.MaxValue,
            static (r, _, a, _) =>
                a is [RubyRegexp] ? a[0]
                : a is [RubyArray { Items: [RubyRegexp only] }] ? only
                : new RubyRegexp(
                    r.Classes.Regexp,
                    a.Length == 0 ? "(?!)"
                        : a is [Symbol { Name: var name }] ? RegexpMethods.Escaped(name)
                        : string.Join(
                            '|',
                            (a is [RubyArray list] ? [.. list.Items] : a).Select(item =>
                                item is RubyRegexp inner
                                    ? inner.Embedded
                                    : RegexpMethods.Escaped(r.Text(item))
                            )
                        ),
                    ""
                )
        );
        TimeMaking.Define(r);
        On(
            c.Enumerator,
            "new",
            0,
            1,
            static (r, _, a, b) =>
                new RubyEnumerator(r.Classes.Enumerator, Yielder(r, RubyProc.Given(b)), "each", [])
                {
                    Generator = b,
                    Size = a.Length > 0 ? a[0] : null,
                }
        );
        On(c.Module, "nesting", 0, 0, static (r, _, _, _) => r.Array([.. Nesting(r)]));
    }

    /// <summary>The greatest whole number whose square is not beyond, by Newton's method.</summary>
    private static object Root(Runtime r, object value)
    {
        var number = value is System.Numerics.BigInteger big ? big : r.Int(value);
        if (number.Sign < 0)
        {
            throw ModuleLibraries.OutOfDomain(r, "Numerical argument is out of domain - \"isqrt\"");
        }
        var root = System.Numerics.BigInteger.One << (int)((number.GetBitLength() + 1) / 2);
        for (var next = root; !number.IsZero; )
        {
            root = next;
            next = (root + number / root) >> 1;
            if (next >= root)
            {
                return Integers.Of(root);
            }
        }
        return 0L;
    }

    /// <summary>What <c>Hash[]</c> is given: a hash, a list of pairs, or keys and values in turn.</summary>
    private static IEnumerable<(object Key, object Value)> PairsOf(Runtime r, object[] a)
    {
        if (a is [RubyObject single])
        {
            if (single is RubyHash || r.RespondsTo(single, "to_hash"))
            {
                return [.. r.ToHash(single).Pairs.Select(pair => (pair.Key, pair.Value))];
            }
            if (r.ArrayOrNull(single) is { } pairs)
            {
                return pairs.Items.Select((pair, i) => Pair(r, pair, i));
            }
        }
        return a.Length % 2 == 1
            ? throw r.Error("ArgumentError", "odd number of arguments for Hash")
            : a.Chunk(2).Select(pair => (pair[0], pair[1]));
    }

    private static (object, object) Pair(Runtime r, object value, int at) =>
        value switch
        {
            RubyArray { Items: [var key] } => (key, Nil.Value),
            RubyArray { Items: [var key, var item] } => (key, item),
            RubyArray { Items.Count: var count } => throw r.Error(
                "ArgumentError",
                $"invalid number of elements ({count} for 1..2)"
            ),
            _ => throw r.Error(
                "ArgumentError",
                $"wrong element type {r.RealClass(value).DisplayName} at {at} (expected array)"
            ),
        };

    private static IEnumerable<object> Nesting(Runtime r)
    {
        for (var scope = r.Caller!.Scope.Written; scope is { Parent: not null }; scope = scope.Parent.Written)
        {
            yield return scope.Module;
        }
    }

    private static string Flags(object value) =>
        value is long bits ? string.Concat("ixm un".Where((flag, i) => flag != ' ' && (bits & 1L << i) != 0))
        : Runtime.IsTrue(value) ? "i"
        : "";

    /// <summary>An object whose <c>each</c> gives what a block makes of the one before.</summary>
    private static RubyObject Producer(Runtime r, RubyProc block, object? start)
    {
        var self = new RubyObject(r.Classes.Object);
        r.SingletonOf(self)
            .Define(
                "each",
                0,
                0,
                (ruby, s, _, each) =>
                {
                    var item = start;
                    try
                    {
                        while (true)
                        {
                            ruby.Step();
                            item = item is null ? block.Call() : item;
                            RubyProc.Given(each).Call(item);
                            item = block.Call(item);
                        }
                    }
                    catch (RubyError error) when (ruby.IsEnd(error))
                    {
                        return s;
                    }
                }
            );
        return self;
    }

    /// <summary>An object whose <c>each</c> runs a block that is handed where to put the items.</summary>
    private static RubyObject Yielder(Runtime r, RubyProc source)
    {
        var self = new RubyObject(r.Classes.Object);
        var own = r.SingletonOf(self);
        own.Define(
            "each",
            new NativeMethod(
                "each",
                own,
                0,
                0,
                (ruby, _, _, block) =>
                {
                    var target = new RubyObject(ruby.Classes.Object);
                    var type = ruby.SingletonOf(target);
                    type.Define(
                        "<<",
                        new NativeMethod(
                            "<<",
                            type,
                            1,
                            1,
                            (_, t, a, _) =>
                            {
                                RubyProc.Given(block).Call(a[0]);
                                return t;
                            }
                        )
                    );
                    type.Define(
                        "yield",
                        new NativeMethod(
                            "yield",
                            type,
                            0,
                            int.MaxValue,
                            (_, _, a, _) => RubyProc.Given(block).Call(a)
                        )
                    );
                    type.Define(
                        "to_proc",
                        0,
                        0,
                        (ruby2, _, _, _) => ruby2.Native(a => RubyProc.Given(block).Call(a))
                    );
                    type.Define("call", type.FindMethod("yield")!);
                    return source.Call(target);
                }
            )
        );
        return self;
    }
}
