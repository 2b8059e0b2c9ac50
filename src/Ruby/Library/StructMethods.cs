namespace Bunraku.Ruby;

/// <summary>The methods of structures and of their classes.</summary>
internal static class StructMethods
{
    private const string MembersName = "__members__";

    private static List<object> Members(RubyModule type) =>
        ((RubyArray)type.FindConstant(MembersName)!).Items;

    public static IEnumerable<(string Name, object Value)> PairsOf(RubyStruct self) =>
        Members(self.Class).Select(member => ((Symbol)member).Name).Zip(self.Values);

    // A table of methods: the method length is that of the list.
    public static readonly NativeTable Table = new(static t =>
    {
        t.Hidden(
            "initialize",
            0,
            int.MaxValue,
            static (r, s, a, _) =>
            {
                var members = Members(((RubyStruct)s).Class);
                if (
                    a is [RubyHash { IsKeywords: true } given]
                    && Runtime.IsTrue(((RubyStruct)s).Class.FindConstant("__keywords__")!)
                )
                {
                    var unknown = given.Pairs.Keys.Where(key => !members.Contains(key)).ToList();
                    if (unknown.Count > 0)
                    {
                        throw r.Error(
                            "ArgumentError",
                            "unknown keywords: " + string.Join(", ", unknown.Select(r.ToText))
                        );
                    }
                    for (var i = 0; i < members.Count; i++)
                    {
                        ((RubyStruct)s).Values[i] = given.Find(members[i]) ?? Nil.Value;
                    }
                    return s;
                }
                if (a.Length > 0 && Runtime.IsTrue(((RubyStruct)s).Class.FindConstant("__keywords__")!))
                {
                    throw Arguments.WrongNumber(r, a.Length, 0, 0);
                }
                if (a.Length > members.Count)
                {
                    throw r.Error("ArgumentError", "struct size differs");
                }
                a.CopyTo(((RubyStruct)s).Values, 0);
                return s;
            }
        );
        t.On("to_a", 0, static (r, s, _, _) => r.Array([.. ((RubyStruct)s).Values]));
        t.Alias("deconstruct", "to_a");
        t.Alias("values", "to_a");
        t.On("members", 0, static (r, s, _, _) => r.Array([.. Members(((RubyStruct)s).Class)]));
        t.On(
            "to_h",
            0,
            static (r, s, _, b) =>
                HashMethods.Of(r, Members(((RubyStruct)s).Class).Zip(((RubyStruct)s).Values)) is var hash
                && b is null
                    ? hash
                    : r.Send(hash, "to_h", [], b)
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
                foreach (var value in ((RubyStruct)s).Values)
                {
                    RubyProc.Given(b).Call(value);
                }
                return s;
            }
        );
        t.On("[]", 1, static (r, s, a, _) => ((RubyStruct)s).Values[Index(r, s, a[0])]);
        t.On(
            "[]=",
            2,
            static (r, s, a, _) =>
            {
                r.Change((RubyObject)s);
                return ((RubyStruct)s).Values[Index(r, s, a[0])] = a[1];
            }
        );
        t.On(
            "dig",
            -2,
            static (r, s, a, _) =>
                a[0] is Symbol or RubyString
                && !Members(((RubyStruct)s).Class).Contains(new Symbol(r.NameOf(a[0])))
                    ? Nil.Value
                    : ArrayMethods.Dig(r, ((RubyStruct)s).Values[Index(r, s, a[0])], a[1..])
        );
        t.On(
            "==",
            1,
            static (r, s, a, _) =>
                Booleans.Of(
                    a[0] is RubyStruct other
                        && other.Class == ((RubyStruct)s).Class
                        && Recursion.AreEqual(r, (RubyStruct)s, other)
                )
        );
        t.On(
            "inspect",
            0,
            static (r, s, _, _) =>
                r.String(
                    $"#<struct {(((RubyStruct)s).Class.Name is { } name ? name + " " : "")}{string.Join(", ", Members(((RubyStruct)s).Class).Zip(((RubyStruct)s).Values).Select(pair => $"{r.ToText(pair.First)}={r.Inspect(pair.Second)}"))}>"
                )
        );
        t.Alias("to_s", "inspect");
    });

    private static int Index(Runtime r, object self, object key)
    {
        var members = Members(((RubyStruct)self).Class);
        if (key is long i)
        {
            return i >= members.Count
                    ? throw r.Error("IndexError", $"offset {i} too large for struct(size:{members.Count})")
                : i < -members.Count
                    ? throw r.Error("IndexError", $"offset {i} too small for struct(size:{members.Count})")
                : (int)(i < 0 ? i + members.Count : i);
        }
        var found = members.IndexOf(new Symbol(r.NameOf(key)));
        return found >= 0 ? found : throw r.Error("NameError", $"no member '{r.NameOf(key)}' in struct");
    }

    /// <summary>The constant that a text at first asks for, and the members.</summary>
    private static (string? Title, List<object> Members) Named(Runtime r, object[] a)
    {
        var title = (a[0] as RubyString)?.Text;
        if (title is not null && !(title.Length > 0 && char.IsUpper(title[0])))
        {
            throw r.Error("NameError", $"identifier {title} needs to be constant");
        }
        var members = (title is null ? a : a[1..])
            .Where((one, i) => one is not RubyHash && !(i == 0 && one is Nil))
            .Select(one => (object)new Symbol(r.NameOf(one)))
            .ToList();
        if (members.GroupBy(one => one).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw r.Error("ArgumentError", $"duplicate member: {((Symbol)twice.Key).Name}");
        }
        return (title, members);
    }

    private static void Accessors(RubyModule type, List<object> members)
    {
        for (var i = 0; i < members.Count; i++)
        {
            var (name, at) = (((Symbol)members[i]).Name, i);
            type.Define(name, new NativeMethod(name, type, 0, 0, (_, s, _, _) => ((RubyStruct)s).Values[at]));
            type.Define(
                name + "=",
                new NativeMethod(
                    name + "=",
                    type,
                    1,
                    1,
                    (ruby, s, v, _) =>
                    {
                        ruby.Change((RubyObject)s);
                        return ((RubyStruct)s).Values[at] = v[0];
                    }
                )
            );
        }
    }

    public static object New(Runtime r, object[] a, RubyProc? block)
    {
        var isKeywords =
            a is [.., RubyHash options]
            && Runtime.IsTrue(options.Find(new Symbol("keyword_init")) ?? Nil.Value);
        if (a.Length == 0)
        {
            throw Arguments.WrongNumber(r, 0, 1, int.MaxValue);
        }
        var (title, members) = Named(r, a);
        var type = r.NewClass(r.Classes.Struct);
        if (title is not null)
        {
            r.SetConstant(r.Classes.Struct, title, type);
        }
        type.Constants[MembersName] = r.Array(members);
        type.Constants["__keywords__"] = Booleans.Of(isKeywords);
        type.Allocator = made => new RubyStruct(
            made,
            [.. Enumerable.Repeat((object)Nil.Value, Members(made).Count)]
        );
        Accessors(type, members);
        var own = r.SingletonOf(type);
        own.Define(
            "new",
            new NativeMethod(
                "new",
                own,
                0,
                int.MaxValue,
                (ruby, s, v, b) =>
                {
                    var self = ((RubyModule)s).Allocator!((RubyModule)s);
                    ModuleMethods.Initialize(ruby, self, v, b);
                    return self;
                }
            )
        );
        own.Define("[]", own.FindMethod("new")!);
        own.Define(
            "members",
            new NativeMethod("members", own, 0, 0, (ruby, s, _, _) => ruby.Array([.. Members((RubyModule)s)]))
        );
        own.Define("keyword_init?", 0, 0, (_, _, _, _) => isKeywords ? Booleans.True : Nil.Value);
        if (isKeywords)
        {
            own.Define(
                "inspect",
                0,
                0,
                (ruby, s, _, _) => ruby.String($"{((RubyModule)s).DisplayName}(keyword_init: true)")
            );
        }
        block?.CallOn(type, [type], type);
        return type;
    }
}
