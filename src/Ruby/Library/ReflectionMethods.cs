namespace Bunraku.Ruby;

// Tables of methods: the method length is that of the list.

/// <summary>What objects and modules tell about their methods.</summary>
internal static class ReflectionMethods
{
    /// <summary>Of every object.</summary>
    public static void OfObjects(NativeTable t)
    {
        t.On(
            "methods",
            0,
            1,
            static (r, s, a, _) =>
                a.Length > 0 && !Runtime.IsTrue(a[0])
                    ? r.Send(s, "singleton_methods")
                    : Listed(r, [r.ClassOf(s)], true, static v => v != Visibility.Private)
        );
        t.On("public_methods", 0, 1, static (r, s, a, _) => OfObject(r, s, a, Visibility.Public));
        t.On("private_methods", 0, 1, static (r, s, a, _) => OfObject(r, s, a, Visibility.Private));
        t.On("protected_methods", 0, 1, static (r, s, a, _) => OfObject(r, s, a, Visibility.Protected));
        t.On("method", 1, static (r, s, a, _) => Taken(r, s, r.NameOf(a[0]), isPublic: false));
        t.On(
            "singleton_method",
            1,
            static (r, s, a, _) =>
                r.ClassOf(s) is { Attached: not null } own && own.Methods.ContainsKey(r.NameOf(a[0]))
                    ? Taken(r, s, r.NameOf(a[0]), isPublic: false)
                    : throw r.NameProblem(
                        "NameError",
                        $"undefined singleton method `{r.NameOf(a[0])}' for {r.AnyToText(s)}",
                        r.NameOf(a[0]),
                        s,
                        r.Site?.Span
                    )
        );
        t.On("public_method", 1, static (r, s, a, _) => Taken(r, s, r.NameOf(a[0]), isPublic: true));
    }

    private static RubyArray OfObject(Runtime r, object self, object[] a, Visibility visibility)
    {
        var isAll = a.Length == 0 || Runtime.IsTrue(a[0]);
        var names = Listed(r, [r.ClassOf(self), r.RealClass(self)], isAll, v => v == visibility);
        if (self == (object)r.Classes.Kernel && visibility == Visibility.Public)
        {
            // What can be called anywhere can be called on its module.
            names.Items.AddRange(
                Listed(r, [r.Classes.Kernel], false, v => v == Visibility.Private).Items.Except(names.Items)
            );
        }
        return names;
    }

    /// <summary>Of modules and classes.</summary>
    public static void OfModules(NativeTable t)
    {
        t.On("instance_methods", 0, 1, (r, s, a, _) => Instances(r, s, a, v => v != Visibility.Private));
        t.On(
            "public_instance_methods",
            0,
            1,
            (r, s, a, _) => Instances(r, s, a, v => v == Visibility.Public)
        );
        t.On(
            "private_instance_methods",
            0,
            1,
            (r, s, a, _) => Instances(r, s, a, v => v == Visibility.Private)
        );
        t.On(
            "protected_instance_methods",
            0,
            1,
            (r, s, a, _) => Instances(r, s, a, v => v == Visibility.Protected)
        );
        t.On("method_defined?", 1, 2, (r, s, a, _) => Has(r, s, a, v => v != Visibility.Private));
        t.On("public_method_defined?", 1, 2, (r, s, a, _) => Has(r, s, a, v => v == Visibility.Public));
        t.On("private_method_defined?", 1, 2, (r, s, a, _) => Has(r, s, a, v => v == Visibility.Private));
        t.On("protected_method_defined?", 1, 2, (r, s, a, _) => Has(r, s, a, v => v == Visibility.Protected));
        t.On("instance_method", 1, static (r, s, a, _) => Unbound(r, (RubyModule)s, r.NameOf(a[0])));
        t.On(
            "public_instance_method",
            1,
            static (r, s, a, _) => PublicUnbound(r, (RubyModule)s, r.NameOf(a[0]))
        );
        t.On("singleton_class?", 0, static (_, s, _, _) => Booleans.Of(((RubyModule)s).Attached is not null));
    }

    private static object Has(Runtime r, object self, object[] a, Func<Visibility, bool> isMeant)
    {
        var (module, name) = ((RubyModule)self, r.NameOf(a[0]));
        var method = a.Length > 1 && !Runtime.IsTrue(a[1]) ? module.Own(name) : module.FindMethod(name);
        return Booleans.Of(method is not null and not UndefinedMethod && isMeant(method.Visibility));
    }

    private static RubyArray Instances(Runtime r, object self, object[] a, Func<Visibility, bool> isMeant) =>
        Listed(r, [(RubyModule)self], a.Length == 0 || Runtime.IsTrue(a[0]), isMeant);

    /// <summary>The names of methods of modules, and perhaps of what they inherit from.</summary>
    private static RubyArray Listed(
        Runtime r,
        IEnumerable<RubyModule> modules,
        bool isAll,
        Func<Visibility, bool> isMeant
    )
    {
        var seen = new HashSet<string>();
        var names = new List<object>();
        foreach (var module in isAll ? modules.SelectMany(module => module.Ancestors) : modules)
        {
            foreach (var name in module.Methods.Keys.Concat(module.Natives?.Names ?? []))
            {
                if (
                    seen.Add(name)
                    && !(
                        name.StartsWith("__", StringComparison.Ordinal)
                        && !name.EndsWith("__", StringComparison.Ordinal)
                    )
                    && module.Own(name) is { } method and not UndefinedMethod
                    && isMeant(method.Visibility)
                )
                {
                    names.Add(new Symbol(name));
                }
            }
        }
        return r.Array(names);
    }

    private static RubyMethodObject Unbound(Runtime r, RubyModule module, string name) =>
        module.FindMethod(name) is { } method
            ? new RubyMethodObject(r.Classes.UnboundMethod, Nil.Value, method) { Name = name }
            : throw r.NameProblem(
                "NameError",
                $"undefined method `{name}' for {(module.IsClass ? "class" : "module")} `{module.DisplayName}'",
                name,
                module,
                r.Site?.Span
            );

    private static RubyMethodObject PublicUnbound(Runtime r, RubyModule module, string name)
    {
        var found = Unbound(r, module, name);
        if (found.Method.Visibility == Visibility.Public)
        {
            return found;
        }
        var kind = module.IsClass ? "class" : "module";
        var visibility = found.Method.Visibility == Visibility.Private ? "private" : "protected";
        throw r.NameProblem(
            "NameError",
            $"method `{name}' for {kind} `{module.DisplayName}' is {visibility}",
            name,
            module,
            r.Site?.Span
        );
    }

    private static RubyMethodObject Taken(Runtime r, object self, string name, bool isPublic)
    {
        if (
            r.ClassOf(self).FindMethod(name) is { } method
            && (!isPublic || method.Visibility == Visibility.Public)
        )
        {
            return new RubyMethodObject(r.Classes.Method, self, method) { Name = name };
        }
        if (r.RespondsTo(self, name, isAll: !isPublic))
        {
            return new RubyMethodObject(r.Classes.Method, self, new MissingMethod(name, r.RealClass(self)));
        }
        throw r.NameProblem(
            "NameError",
            $"undefined method `{name}' for class `{(self is RubyModule ? r.ClassOf(self) : r.RealClass(self)).DisplayName}'",
            name,
            self,
            r.Site?.Span
        );
    }

    /// <summary>A method that <c>method_missing</c> answers for.</summary>
    private sealed class MissingMethod(string name, RubyModule owner) : RubyMethod(name, owner)
    {
        public override int Arity => -1;

        public override object Call(Runtime ruby, object self, object[] arguments, RubyProc? block) =>
            ruby.Send(self, "method_missing", [new Symbol(Name), .. arguments], block);

        public override RubyMethod With(string name, RubyModule owner, Visibility visibility) =>
            new MissingMethod(name, owner) { Visibility = visibility };
    }
}
