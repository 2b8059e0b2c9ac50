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
        Contents(t);
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
        t.On("allocate", 0, static (r, s, _, _) => Allocate(r, (RubyModule)s));
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
                    own.Define(name, module.FindMethod(name)!.With(name, own, Visibility.Public));
                    module.Define(name, module.FindMethod(name)!.With(name, module, Visibility.Private));
                }
                return Nil.Value;
            }
        );
    }

    // A table of methods: the method length is that of the list.
    private static void Defining(NativeTable t)
    {
        t.On("attr_reader", -1, static (r, s, a, _) => Attributes(r, (RubyModule)s, a, true, false));
        t.On("attr_writer", -1, static (r, s, a, _) => Attributes(r, (RubyModule)s, a, false, true));
        t.On("attr_accessor", -1, static (r, s, a, _) => Attributes(r, (RubyModule)s, a, true, true));
        t.Alias("attr", "attr_reader");
        t.On("define_method", 1, 2, static (r, s, a, b) => DefineMethod(r, (RubyModule)s, a, b));
        t.On(
            "alias_method",
            2,
            static (r, s, a, _) =>
            {
                r.AliasMethod((RubyModule)s, r.NameOf(a[0]), r.NameOf(a[1]));
                return a[0];
            }
        );
        t.On(
            "remove_method",
            -1,
            static (r, s, a, _) =>
            {
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
                }
                r.Version++;
                return s;
            }
        );
        t.On(
            "undef_method",
            -1,
            static (r, s, a, _) =>
            {
                foreach (var name in a)
                {
                    r.UndefineMethod((RubyModule)s, r.NameOf(name));
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
        t.On("include", -2, static (r, s, a, _) => Mixed(r, (RubyModule)s, a, "included", r.Include));
        t.On(
            "prepend",
            -2,
            static (r, s, a, _) =>
                Mixed(
                    r,
                    (RubyModule)s,
                    a,
                    "prepended",
                    (type, module) =>
                    {
                        type.Prepended.Add(module);
                        r.Version++;
                        r.Hierarchy++;
                    }
                )
        );
        t.Hidden("included", 1, 1, static (_, _, _, _) => Nil.Value);
        t.Hidden("extended", 1, 1, static (_, _, _, _) => Nil.Value);
        t.Hidden("prepended", 1, 1, static (_, _, _, _) => Nil.Value);
        t.Hidden("method_added", 1, 1, static (_, _, _, _) => Nil.Value);
    }

    /// <summary>What takes a rest and no keywords hands on keywords in the rest.</summary>
    public static void KeepKeywords(ParameterBinder? binder)
    {
        if (binder?.Parameters is { Rest: not null, Keywords.IsEmpty: true, KeywordRest: null })
        {
            binder.KeepsKeywords = true;
        }
    }

    private static object Mixed(
        Runtime r,
        RubyModule type,
        object[] modules,
        string hook,
        Action<RubyModule, RubyModule> mix
    )
    {
        foreach (var value in Enumerable.Reverse(modules))
        {
            if (value is not RubyModule { IsClass: false } module)
            {
                throw r.Error(
                    "TypeError",
                    $"wrong argument type {r.RealClass(value).DisplayName} (expected module)"
                );
            }
            mix(type, module);
            if (r.ClassOf(module).FindMethod(hook) is InterpretedMethod or ProcMethod)
            {
                r.Send(module, hook, type);
            }
        }
        return type;
    }

    private static RubyArray Attributes(Runtime r, RubyModule type, object[] names, bool reads, bool writes)
    {
        var made = new List<object>();
        var visibility =
            r.Caller is { } caller && caller.Self == type ? caller.VisibilityIn(type) : Visibility.Public;
        foreach (var name in names.Select(r.NameOf))
        {
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
            r.Caller is { } caller && caller.Self == (object)type
                ? caller.VisibilityIn(type)
                : Visibility.Public;
        var source =
            a.Length > 1
                ? a[1]
                : block ?? throw r.Error("ArgumentError", "tried to create Proc object without a block");
        RubyMethod method = source is RubyMethodObject taken
            ? taken.Method.With(name, type, visibility)
            : new ProcMethod(name, type, ((RubyProc)source).AsLambda()) { Visibility = visibility };
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
            static (r, s, a, _) => SetVisibility(r, r.SingletonOf(s), a, Visibility.Private)
        );
        t.On(
            "public_class_method",
            -1,
            static (r, s, a, _) => SetVisibility(r, r.SingletonOf(s), a, Visibility.Public)
        );
        t.On(
            "private_constant",
            -1,
            static (r, s, a, _) =>
            {
                ((RubyModule)s).PrivateConstants.UnionWith(a.Select(r.NameOf));
                return Nil.Value;
            }
        );
        t.On(
            "public_constant",
            -1,
            static (r, s, a, _) =>
            {
                ((RubyModule)s).PrivateConstants.ExceptWith(a.Select(r.NameOf));
                return Nil.Value;
            }
        );
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
            var method = type.FindMethod(name) ?? throw r.NoMethod(type, name);
            type.Define(name, method.Again(name, type, visibility));
        }
        return names[0];
    }

    // A table of methods: the method length is that of the list.
    private static void Contents(NativeTable t)
    {
        t.On(
            "const_get",
            1,
            2,
            static (r, s, a, _) =>
            {
                object at = s;
                foreach (var name in r.NameOf(a[0]).Split("::", StringSplitOptions.RemoveEmptyEntries))
                {
                    if (!char.IsUpper(name[0]))
                    {
                        throw r.NameProblem(
                            "NameError",
                            $"wrong constant name {name}",
                            name,
                            s,
                            r.Site?.Span
                        );
                    }
                    at =
                        ((RubyModule)at).FindConstant(name)
                        ?? r.Classes.Object.FindConstant(name)
                        ?? r.ConstantIn(at, name, r.Site?.Span);
                }
                return at;
            }
        );
        t.On(
            "const_set",
            2,
            static (r, s, a, _) =>
            {
                var name = r.NameOf(a[0]);
                if (name.Length == 0 || !char.IsUpper(name[0]) || !name.All(Lexer.IsNamePart))
                {
                    throw r.NameProblem("NameError", $"wrong constant name {name}", name, s, r.Site?.Span);
                }
                r.SetConstant((RubyModule)s, name, a[1]);
                return a[1];
            }
        );
        t.On(
            "const_defined?",
            1,
            2,
            static (r, s, a, _) =>
            {
                object? at = s;
                var isOwn = a.Length > 1 && !Runtime.IsTrue(a[1]);
                foreach (var name in r.NameOf(a[0]).Split("::", StringSplitOptions.RemoveEmptyEntries))
                {
                    at =
                        isOwn ? (at as RubyModule)?.Constants.GetValueOrDefault(name)
                        : at is RubyModule module
                            ? module.FindConstant(name)
                                ?? (at == s ? r.Classes.Object.FindConstant(name) : null)
                        : null;
                }
                return Booleans.Of(at is not null);
            }
        );
        t.On(
            "constants",
            0,
            1,
            static (r, s, _, _) =>
                r.Array([
                    .. ((RubyModule)s)
                        .Constants.Keys.Where(n =>
                            !n.StartsWith("__", StringComparison.Ordinal)
                            && !((RubyModule)s).PrivateConstants.Contains(n)
                        )
                        .Select(n => new Symbol(n)),
                ])
        );
        t.On(
            "remove_const",
            1,
            static (r, s, a, _) =>
            {
                ((RubyModule)s).Constants.Remove(r.NameOf(a[0]), out var old);
                r.ConstantVersion++;
                return old ?? Nil.Value;
            }
        );
        t.On(
            "class_variable_get",
            1,
            static (r, s, a, _) =>
                ClassVariables.Find((RubyModule)s, r.NameOf(a[0]))?.ClassVariables[r.NameOf(a[0])]
                ?? Nil.Value
        );
        t.On(
            "class_variable_set",
            2,
            static (r, s, a, _) =>
                (ClassVariables.Find((RubyModule)s, r.NameOf(a[0])) ?? (RubyModule)s).ClassVariables[
                    r.NameOf(a[0])
                ] = a[1]
        );
        t.On(
            "class_variable_defined?",
            1,
            static (r, s, a, _) => Booleans.Of(ClassVariables.Find((RubyModule)s, r.NameOf(a[0])) is not null)
        );
        t.On(
            "class_variables",
            0,
            static (r, s, _, _) =>
                r.Array([
                    .. ((RubyModule)s)
                        .Ancestors.SelectMany(m => m.ClassVariables.Keys)
                        .Distinct()
                        .Select(n => new Symbol(n)),
                ])
        );
    }

    private static void Evaluating(NativeTable t)
    {
        t.On(
            "const_missing",
            1,
            static (r, s, a, _) =>
                throw r.NameProblem(
                    "NameError",
                    "uninitialized constant "
                        + (s == r.Classes.Object ? "" : ((RubyModule)s).DisplayName + "::")
                        + r.NameOf(a[0]),
                    r.NameOf(a[0]),
                    s,
                    r.Site?.Span
                )
        );
        t.On(
            "remove_class_variable",
            1,
            static (r, s, a, _) =>
                ((RubyModule)s).ClassVariables.Remove(r.NameOf(a[0]), out var old)
                    ? old
                    : throw r.NameProblem(
                        "NameError",
                        $"class variable {r.NameOf(a[0])} not defined for {((RubyModule)s).DisplayName}",
                        r.NameOf(a[0]),
                        s,
                        r.Site?.Span
                    )
        );
        t.On(
            "const_source_location",
            1,
            2,
            static (r, s, a, _) =>
                ((RubyModule)s).FindConstant(r.NameOf(a[0])) is null ? Nil.Value : r.Array([])
        );
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
