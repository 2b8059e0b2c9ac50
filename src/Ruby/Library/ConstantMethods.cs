namespace Bunraku.Ruby;

/// <summary>What modules do with their constants.</summary>
internal static class ConstantMethods
{
    // A table of methods: the method length is that of the list.
    public static void Of(NativeTable t)
    {
        t.On("const_get", 1, 2, static (r, s, a, _) => Get(r, (RubyModule)s, a));
        t.On(
            "const_set",
            2,
            static (r, s, a, _) =>
            {
                var name = r.NameOf(a[0]);
                r.Change((RubyModule)s);
                r.SetConstant((RubyModule)s, IsName(name) ? name : throw Wrong(r, s, name), a[1]);
                return a[1];
            }
        );
        t.On("const_defined?", 1, 2, static (r, s, a, _) => Booleans.Of(IsDefined(r, (RubyModule)s, a)));
        t.On("constants", 0, 1, static (r, s, a, _) => Names(r, (RubyModule)s, IsInherited(a, 0)));
        t.Hidden("remove_const", 1, 1, static (r, s, a, _) => Remove(r, (RubyModule)s, r.NameOf(a[0])));
        t.On(
            "private_constant",
            -1,
            static (r, s, a, _) =>
            {
                ((RubyModule)s).PrivateConstants.UnionWith(Own(r, (RubyModule)s, a));
                return Nil.Value;
            }
        );
        t.On(
            "public_constant",
            -1,
            static (r, s, a, _) =>
            {
                ((RubyModule)s).PrivateConstants.ExceptWith(Own(r, (RubyModule)s, a));
                return Nil.Value;
            }
        );
        t.On(
            "deprecate_constant",
            -1,
            static (r, s, a, _) => Own(r, (RubyModule)s, a).Length >= 0 ? s : Nil.Value
        );
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
            "const_source_location",
            1,
            2,
            static (r, s, a, _) =>
                ((RubyModule)s).FindConstant(r.NameOf(a[0])) is null ? Nil.Value : r.Array([])
        );
        t.On("autoload", 2, static (r, s, a, _) => Autoload(r, (RubyModule)s, a));
        t.On("autoload?", 1, 2, static (r, s, a, _) => Late(r, (RubyModule)s, a));
    }

    private static bool IsName(string name) =>
        name.Length > 0 && char.IsUpper(name[0]) && name.All(Lexer.IsNamePart);

    private static RubyError Wrong(Runtime r, object self, string name) =>
        r.NameProblem("NameError", $"wrong constant name {name}", name, self, r.Site?.Span);

    private static bool IsInherited(object[] a, int at) => a.Length <= at || Runtime.IsTrue(a[at]);

    /// <summary>The names of a path, which symbols have none of.</summary>
    private static string[] Path(Runtime r, RubyModule self, object value)
    {
        if (value is not (Symbol or RubyString))
        {
            value = r.String(r.Text(value));
        }
        var path = r.NameOf(value);
        var parts = value is Symbol ? [path] : path.Split("::");
        parts = parts is ["", _, ..] ? parts[1..] : parts;
        return parts.All(IsName) ? parts : throw Wrong(r, self, path);
    }

    private static object Get(Runtime r, RubyModule self, object[] a)
    {
        object at = self;
        var isInherited = IsInherited(a, 1);
        var path = Path(r, self, a[0]);
        if (a[0] is RubyString text && text.Text.StartsWith("::", StringComparison.Ordinal))
        {
            at = r.Classes.Object;
        }
        foreach (var name in path)
        {
            if (at is not RubyModule module)
            {
                var before = string.Join("::", path.TakeWhile(part => part != name).Append(name));
                throw r.Error("TypeError", $"{before} does not refer to class/module");
            }
            at =
                (isInherited ? module.FindConstant(name) : module.OwnConstant(name))
                ?? (isInherited && at == self ? r.Classes.Object.FindConstant(name) : null)
                ?? r.MissingConstant(module, name, r.Site?.Span);
        }
        return at;
    }

    private static bool IsDefined(Runtime r, RubyModule self, object[] a)
    {
        var at = self;
        var path = Path(r, self, a[0]);
        for (var i = 0; i < path.Length; i++)
        {
            if (at.HomeOf(path[i], isOwn: !IsInherited(a, 1)) is not { } home)
            {
                return r.Known(at, path[i]) is not null && IsInherited(a, 1);
            }
            if (i == path.Length - 1)
            {
                return true;
            }
            at =
                home.OwnConstant(path[i]) as RubyModule
                ?? throw r.Error("TypeError", $"{string.Join("::", path)} does not refer to class/module");
        }
        return true;
    }

    private static RubyArray Names(Runtime r, RubyModule self, bool isInherited) =>
        r.Array([
            .. (
                isInherited
                    ? self.Ancestors.TakeWhile(module => module == self || module != r.Classes.Object)
                    : [self]
            )
                .SelectMany(module =>
                    module.ConstantNames.Where(name => !module.PrivateConstants.Contains(name))
                )
                .Where(name => !name.StartsWith("__", StringComparison.Ordinal))
                .Distinct()
                .Select(name => new Symbol(name)),
        ]);

    private static object Remove(Runtime r, RubyModule self, string name)
    {
        if (!IsName(name))
        {
            throw r.NameProblem(
                "NameError",
                $"`{name}' is not allowed as a constant variable name",
                name,
                self,
                r.Site?.Span
            );
        }
        if (!self.HasConstant(name))
        {
            throw NotDefined(r, self, name);
        }
        self.ForgetAutoload(name);
        self.Constants.Remove(name, out var old);
        r.ConstantVersion++;
        return old ?? Nil.Value;
    }

    private static RubyError NotDefined(Runtime r, RubyModule self, string name) =>
        r.NameProblem(
            "NameError",
            $"constant {(self == r.Classes.Object ? "" : self.DisplayName + "::")}{name} not defined",
            name,
            self,
            r.Site?.Span
        );

    /// <summary>The names that constants of the module itself have.</summary>
    private static string[] Own(Runtime r, RubyModule self, object[] names) =>
        [
            .. names
                .Select(r.NameOf)
                .Select(name =>
                    self.HasConstant(name) || self == r.Classes.Object && r.Known(self, name) is not null
                        ? name
                        : throw NotDefined(r, self, name)
                ),
        ];

    /// <summary>Says which library defines a constant.</summary>
    public static object Autoload(Runtime r, RubyModule module, object[] a)
    {
        var (name, path) = (r.NameOf(a[0]), r.Text(a[1]));
        if (!IsName(name))
        {
            throw r.NameProblem(
                "NameError",
                $"autoload must be constant name: {name}",
                name,
                module,
                r.Site?.Span
            );
        }
        if (path.Length == 0)
        {
            throw r.Error("ArgumentError", "empty file name");
        }
        r.Change(module);
        if (!module.Constants.ContainsKey(name))
        {
            module.Autoloads[name] = path;
            r.ConstantVersion++;
        }
        return Nil.Value;
    }

    /// <summary>The library that a constant is yet to be read from.</summary>
    public static object Late(Runtime r, RubyModule module, object[] a) =>
        module.HomeOf(r.NameOf(a[0]), isOwn: !IsInherited(a, 1))?.Late(r.NameOf(a[0])) is { } path
            ? r.String(path)
            : Nil.Value;
}
