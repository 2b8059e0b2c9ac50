namespace Bunraku.Ruby;

// Tables of methods: the file length and the method length are those of the lists.

/// <summary>The methods of modules and classes.</summary>
internal static class ModuleMethods
{
    public static readonly NativeTable Table = new(static t =>
    {
        Naming(t);
        Defining(t);
        Visibilities(t);
        ConstantMethods.Of(t);
        ClassVariableMethods.Of(t);
        Evaluating(t);
    });

    public static readonly NativeTable Classes = new(static t =>
    {
        t.On(
            "new",
            -1,
            static (r, s, a, b) =>
            {
                var type = (RubyModule)s;
                if (type == r.Classes.Class)
                {
                    var made = r.NewClass(a.Length > 0 ? Parent(r, a[0]) : r.Classes.Object);
                    r.Inherited(made);
                    b?.CallOn(made, [made], made);
                    return made;
                }
                if (type == r.Classes.Module)
                {
                    var module = r.NewModule(null);
                    b?.CallOn(module, [module], module);
                    return module;
                }
                var self = Allocate(r, type);
                Initialize(r, self, a, b);
                return self;
            }
        );
        t.On(
            "exception",
            0,
            1,
            static (r, s, a, b) =>
                ((RubyModule)s).Is(r.Classes.Exception)
                    ? r.Send(s, "new", a)
                    : r.Missing(s, "exception", a, b, isOwn: false, isBare: false, r.Site?.Span)
        );
        t.On(
            "allocate",
            0,
            static (r, s, _, _) =>
                s is RubyModule { Allocator: null, Attached: null } type
                    ? throw r.Error("TypeError", $"allocator undefined for {type.DisplayName}")
                    : Allocate(r, (RubyModule)s)
        );
        t.On(
            "superclass",
            0,
            static (r, s, _, _) =>
            {
                var parent = ((RubyModule)s).Superclass;
                while (parent is { Attached: not null } && ((RubyModule)s).Attached is null)
                {
                    parent = parent.Superclass;
                }
                return (object?)parent ?? Nil.Value;
            }
        );
        t.On(
            "subclasses",
            0,
            static (r, s, _, _) => r.Array([.. ((RubyModule)s).Subclasses.AsEnumerable().Reverse()])
        );
        t.Hidden("inherited", 1, 1, static (_, _, _, _) => Nil.Value);
    });

    private static RubyModule Parent(Runtime r, object value) =>
        value is not RubyModule { IsClass: true } parent
            ? throw r.Error(
                "TypeError",
                $"superclass must be an instance of Class (given an instance of {r.RealClass(value).DisplayName})"
            )
        : parent == r.Classes.Class ? throw r.Error("TypeError", "can't make subclass of Class")
        : parent.Attached is not null ? throw r.Error("TypeError", "can't make subclass of singleton class")
        : parent;

    private static object Allocate(Runtime r, RubyModule type) =>
        type.Attached is not null ? throw r.Error("TypeError", "can't create instance of singleton class")
        : type.Allocator is { } allocate ? allocate(type)
        : throw r.NameProblem(
            "NoMethodError",
            $"undefined method `new' for {type.DisplayName}:Class",
            "new",
            type,
            r.Site?.Span
        );

    public static void Initialize(Runtime r, object self, object[] arguments, RubyProc? block)
    {
        var method = r.ClassOf(self).FindMethod("initialize")!;
        if (
            method.Owner == r.Classes.BasicObject
            && arguments.Length > 0
            && self is RubyObject and not RubyException
        )
        {
            throw Arguments.WrongNumber(r, arguments.Length, 0, 0);
        }
        method.Call(r, self, arguments, block);
    }

    /// <summary>Whether a module inherits from another; nil when neither does from the other.</summary>
    private static object Below(Runtime r, object lower, object upper) =>
        lower is not RubyModule a || upper is not RubyModule b
            ? throw r.Error("TypeError", "compared with non class/module")
        : a.Is(b) ? Booleans.True
        : b.Is(a) ? Booleans.False
        : Nil.Value;

    // A table of methods: the method length is that of the list.
    private static void Naming(NativeTable t)
    {
        t.On("name", 0, static (r, s, _, _) => ((RubyModule)s).Name is { } name ? r.String(name) : Nil.Value);
        t.On("to_s", 0, static (r, s, _, _) => r.String(((RubyModule)s).DisplayName));
        t.Alias("inspect", "to_s");
        t.On("===", 1, static (r, s, a, _) => Booleans.Of(r.ClassOf(a[0]).Is((RubyModule)s)));
        t.On("==", 1, static (_, s, a, _) => Booleans.Of(s == a[0]));
        t.On("<", 1, static (r, s, a, _) => s == a[0] ? Booleans.False : Below(r, s, a[0]));
        t.On("<=", 1, static (r, s, a, _) => Below(r, s, a[0]));
        t.On(">", 1, static (r, s, a, _) => s == a[0] ? Booleans.False : Below(r, a[0], s));
        t.On(">=", 1, static (r, s, a, _) => Below(r, a[0], s));
        t.On(
            "<=>",
            1,
            static (_, s, a, _) =>
                s == a[0] ? 0L
                : a[0] is not RubyModule other ? Nil.Value
                : ((RubyModule)s).Is(other) ? -1L
                : other.Is((RubyModule)s) ? 1L
                : Nil.Value
        );
        t.On("hash", 0, static (r, s, _, _) => r.IdOf(s));
        t.On(
            "ancestors",
            0,
            static (r, s, _, _) => r.Array([.. ((RubyModule)s).Ancestors.Where(m => m.Attached is null)])
        );
        t.On(
            "included_modules",
            0,
            static (r, s, _, _) => r.Array([.. ((RubyModule)s).Ancestors.Where(m => !m.IsClass)])
        );
        t.On(
            "include?",
            1,
            static (_, s, a, _) => Booleans.Of(s != a[0] && ((RubyModule)s).Is((RubyModule)a[0]))
        );
        ReflectionMethods.OfModules(t);
        Refinements.OfModules(t);
        t.On(
            "module_function",
            -1,
            static (r, s, a, _) =>
            {
                var module = (RubyModule)s;
                if (a.Length == 0)
                {
                    r.Caller!.Definer.IsModuleFunction = true;
                }
                foreach (
                    var name in a.SelectMany(item => item is RubyArray list ? list.Items : [item])
                        .Select(r.NameOf)
                )
                {
                    var own = r.SingletonOf(module);
                    var method =
                        module.FindMethod(name)
                        ?? r.Classes.Object.FindMethod(name)
                        ?? throw r.NoMethod(module, name);
                    own.Define(name, method.With(name, own, Visibility.Public));
                    module.Define(name, method.With(name, module, Visibility.Private));
                }
                return Given(r, a);
            }
        );
    }

    // A table of methods: the method length is that of the list.
    private static void Defining(NativeTable t)
    {
        t.On("attr_reader", -1, static (r, s, a, _) => Attributes(r, (RubyModule)s, a, true, false));
        t.On("attr_writer", -1, static (r, s, a, _) => Attributes(r, (RubyModule)s, a, false, true));
        t.On("attr_accessor", -1, static (r, s, a, _) => Attributes(r, (RubyModule)s, a, true, true));
        t.On(
            "attr",
            -1,
            static (r, s, a, _) =>
                a is [var only, bool writes]
                    ? Attributes(r, (RubyModule)s, [only], true, writes)
                    : Attributes(r, (RubyModule)s, a, true, false)
        );
        t.On("define_method", 1, 2, static (r, s, a, b) => DefineMethod(r, (RubyModule)s, a, b));
        t.On(
            "alias_method",
            2,
            static (r, s, a, _) =>
            {
                r.Open((RubyModule)s);
                r.AliasMethod((RubyModule)s, r.NameOf(a[0]), r.NameOf(a[1]));
                return new Symbol(r.NameOf(a[0]));
            }
        );
        t.On(
            "remove_method",
            -1,
            static (r, s, a, _) =>
            {
                r.Open((RubyModule)s);
                foreach (var name in a.Select(r.NameOf))
                {
                    var module = (RubyModule)s;
                    if (!module.Methods.Remove(name))
                    {
                        throw r.NameProblem(
                            "NameError",
                            $"method `{name}' not defined in {module.DisplayName}",
                            name,
                            s,
                            r.Site?.Span
                        );
                    }
                    r.Version++;
                    Told(r, module, "removed", name);
                }
                return s;
            }
        );
        t.On(
            "undef_method",
            -1,
            static (r, s, a, _) =>
            {
                r.Open((RubyModule)s);
                foreach (var name in a)
                {
                    r.UndefineMethod((RubyModule)s, r.NameOf(name));
                    Told(r, (RubyModule)s, "undefined", r.NameOf(name));
                }
                return s;
            }
        );
        t.Hidden(
            "ruby2_keywords",
            1,
            int.MaxValue,
            static (r, s, a, _) =>
            {
                foreach (var name in a.Select(r.NameOf))
                {
                    var binder = ((RubyModule)s).FindMethod(name) switch
                    {
                        InterpretedMethod method => method.Body.Binder,
                        ProcMethod method => method.Binder,
                        null => throw r.NoMethod((RubyModule)s, name),
                        _ => null,
                    };
                    KeepKeywords(binder);
                }
                return Nil.Value;
            }
        );
        t.On("include", -2, static (r, s, a, _) => Mixed(r, (RubyModule)s, a, "append_features", "included"));
        t.On(
            "prepend",
            -2,
            static (r, s, a, _) => Mixed(r, (RubyModule)s, a, "prepend_features", "prepended")
        );
        t.Hidden(
            "initialize",
            0,
            0,
            static (_, s, _, b) =>
            {
                b?.CallOn(s, [s], (RubyModule)s);
                return Nil.Value;
            }
        );
        t.Hidden("included", 1, 1, static (_, _, _, _) => Nil.Value);
        t.Hidden("extended", 1, 1, static (_, _, _, _) => Nil.Value);
        t.Hidden("prepended", 1, 1, static (_, _, _, _) => Nil.Value);
        foreach (var name in new[] { "method_added", "method_removed", "method_undefined" })
        {
            t.Hidden(name, 1, 1, static (_, _, _, _) => Nil.Value);
        }
        t.Hidden("append_features", 1, 1, static (r, s, a, _) => Joined(r, (RubyModule)s, a[0], r.Include));
        t.Hidden("prepend_features", 1, 1, static (r, s, a, _) => Joined(r, (RubyModule)s, a[0], r.Prepend));
        t.Hidden(
            "extend_object",
            1,
            1,
            static (r, s, a, _) =>
            {
                Joined(r, (RubyModule)s, r.SingletonOf(a[0]), r.Include);
                return a[0];
            }
        );
    }

    /// <summary>What takes a rest and no keywords hands on keywords in the rest.</summary>
    public static void KeepKeywords(ParameterBinder? binder)
    {
        if (binder?.Parameters is { Rest: not null, Keywords.IsEmpty: true, KeywordRest: null })
        {
            binder.KeepsKeywords = true;
        }
    }

    private static object Mixed(Runtime r, RubyModule type, object[] modules, string join, string hook)
    {
        foreach (var value in Enumerable.Reverse(modules))
        {
            if (value is not RubyModule { IsClass: false } module)
            {
                throw r.Error(
                    "TypeError",
                    $"wrong argument type {r.RealClass(value).DisplayName} (expected Module)"
                );
            }
            r.Send(module, join, type);
            if (r.ClassOf(module).FindMethod(hook) is InterpretedMethod or ProcMethod)
            {
                r.Send(module, hook, type);
            }
        }
        return type;
    }

    /// <summary>A module becomes part of another, but not of itself.</summary>
    private static RubyModule Joined(
        Runtime r,
        RubyModule module,
        object value,
        Action<RubyModule, RubyModule> join
    )
    {
        var type =
            value as RubyModule
            ?? throw r.Error(
                "TypeError",
                $"wrong argument type {r.RealClass(value).DisplayName} (expected Module)"
            );
        r.Open(type);
        if (module.Is(type))
        {
            throw r.Error("ArgumentError", $"cyclic {(join == r.Prepend ? "prepend" : "include")} detected");
        }
        join(type, module);
        return module;
    }

    /// <summary>A module hears that it has a method no more.</summary>
    private static void Told(Runtime r, RubyModule type, string what, string name)
    {
        var (owner, hook) = type.Attached is { } attached
            ? (attached, $"singleton_method_{what}")
            : (type, $"method_{what}");
        if (r.ClassOf(owner).FindMethod(hook) is InterpretedMethod or ProcMethod)
        {
            r.Send(owner, hook, new Symbol(name));
        }
    }

    private static RubyArray Attributes(Runtime r, RubyModule type, object[] names, bool reads, bool writes)
    {
        var made = new List<object>();
        var visibility =
            r.Caller is { } caller && caller.Self == type ? caller.VisibilityIn(type) : Visibility.Public;
        foreach (var name in names.Select(r.NameOf))
        {
            if (name.Length == 0 || char.IsAsciiDigit(name[0]) || !name.All(Lexer.IsNamePart))
            {
                throw r.NameProblem(
                    "NameError",
                    $"invalid attribute name `{name}'",
                    name,
                    type,
                    r.Site?.Span
                );
            }
            var variable = "@" + name;
            if (reads)
            {
                type.Define(
                    name,
                    new NativeMethod(
                        name,
                        type,
                        0,
                        0,
                        (_, s, _, _) => ((RubyObject)s).Variable(variable) ?? Nil.Value
                    )
                    {
                        Visibility = visibility,
                    }
                );
                made.Add(new Symbol(name));
                r.Added(type, name);
            }
            if (writes)
            {
                type.Define(
                    name + "=",
                    new NativeMethod(
                        name + "=",
                        type,
                        1,
                        1,
                        (ruby, s, a, _) =>
                        {
                            ruby.SetInstanceVariable(s, variable, a[0]);
                            return a[0];
                        }
                    )
                    {
                        Visibility = visibility,
                    }
                );
                made.Add(new Symbol(name + "="));
                r.Added(type, name + "=");
            }
        }
        return r.Array(made);
    }

    public static object DefineMethod(Runtime r, RubyModule type, object[] a, RubyProc? block)
    {
        var name = r.NameOf(a[0]);
        var visibility =
            RubyMethod.IsAlwaysPrivate(name) ? Visibility.Private
            : r.Caller is { } caller && caller.Self == (object)type ? caller.VisibilityIn(type)
            : Visibility.Public;
        var source =
            a.Length > 1
                ? a[1]
                : block ?? throw r.Error("ArgumentError", "tried to create Proc object without a block");
        RubyMethod method = source switch
        {
            RubyMethodObject taken => taken.Method.With(name, type, visibility),
            RubyProc body => new ProcMethod(name, type, body.AsLambda()) { Visibility = visibility },
            _ => throw r.Error(
                "TypeError",
                $"wrong argument type {r.RealClass(source).DisplayName} (expected Proc/Method/UnboundMethod)"
            ),
        };
        r.Open(type);
        type.Define(name, method);
        r.Added(type, name);
        return new Symbol(name);
    }

    private static void Visibilities(NativeTable t)
    {
        foreach (
            var (name, visibility) in new[]
            {
                ("public", Visibility.Public),
                ("private", Visibility.Private),
                ("protected", Visibility.Protected),
            }
        )
        {
            t.On(name, -1, (r, s, a, _) => SetVisibility(r, (RubyModule)s, a, visibility));
        }
        t.On(
            "private_class_method",
            -1,
            static (r, s, a, _) => SetClassVisibility(r, s, a, Visibility.Private)
        );
        t.On(
            "public_class_method",
            -1,
            static (r, s, a, _) => SetClassVisibility(r, s, a, Visibility.Public)
        );
    }

    private static object SetClassVisibility(Runtime r, object self, object[] names, Visibility visibility)
    {
        if (names.Length > 0)
        {
            SetVisibility(r, r.SingletonOf(self), names, visibility);
        }
        return Nil.Value;
    }

    public static object SetVisibility(Runtime r, RubyModule type, object[] names, Visibility visibility)
    {
        if (names.Length == 0)
        {
            r.Caller!.Definer.Visibility = visibility;
            r.Caller.Definer.IsModuleFunction = false;
            return Nil.Value;
        }
        foreach (
            var name in names
                .SelectMany(item => item is RubyArray list ? list.Items : [item])
                .Select(r.NameOf)
        )
        {
            // Its own one first: those of modules that were put before it go on to it.
            var method =
                (type.Own(name) is { } own and not UndefinedMethod ? own : type.FindMethod(name))
                ?? (type.IsClass ? null : r.Classes.Object.FindMethod(name))
                ?? throw r.NoMethod(type, name);
            if (method.Visibility != visibility || method.Owner == type)
            {
                type.Define(name, method.Again(name, type, visibility));
            }
        }
        return Given(r, names);
    }

    /// <summary>What a method gives back that was given names: nothing, the one, or all.</summary>
    private static object Given(Runtime r, object[] names) =>
        names switch
        {
            [] => Nil.Value,
            [var only] => only,
            _ => r.Array([.. names]),
        };

    private static void Evaluating(NativeTable t)
    {
        t.On("class_eval", -1, static (r, s, a, b) => ObjectMethods.Evaluate(r, s, a, b, (RubyModule)s));
        t.Alias("module_eval", "class_eval");
        t.On("class_exec", -1, static (_, s, a, b) => RubyProc.Given(b).CallOn(s, a, (RubyModule)s));
        t.Alias("module_exec", "class_exec");
        t.On(
            "new",
            -1,
            static (r, s, _, b) =>
            {
                var made = r.NewModule(null);
                b?.CallOn(made, [made], made);
                return made;
            }
        );
    }
}
