namespace Bunraku.Ruby;

/// <summary>What modules do with the variables of classes.</summary>
internal static class ClassVariableMethods
{
    public static void Of(NativeTable t)
    {
        t.On(
            "class_variable_get",
            1,
            static (r, s, a, _) =>
                Name(r, s, a[0]) is var name && ClassVariables.Find((RubyModule)s, name) is { } home
                    ? home.ClassVariables[name]
                    : throw r.NameProblem(
                        "NameError",
                        $"uninitialized class variable {name} in {((RubyModule)s).DisplayName}",
                        name,
                        s,
                        r.Site?.Span
                    )
        );
        t.On(
            "class_variable_set",
            2,
            static (r, s, a, _) =>
            {
                var name = Name(r, s, a[0]);
                var home = ClassVariables.Find((RubyModule)s, name) ?? (RubyModule)s;
                r.Change(home);
                return home.ClassVariables[name] = a[1];
            }
        );
        t.On(
            "class_variable_defined?",
            1,
            static (r, s, a, _) =>
                Booleans.Of(ClassVariables.Find((RubyModule)s, Name(r, s, a[0])) is not null)
        );
        t.On(
            "class_variables",
            0,
            1,
            static (r, s, a, _) =>
                r.Array([
                    .. (a is [Nil or false] ? [(RubyModule)s] : ((RubyModule)s).Ancestors)
                        .SelectMany(m => m.ClassVariables.Keys)
                        .Distinct()
                        .Select(n => new Symbol(n)),
                ])
        );
        t.On("remove_class_variable", 1, static (r, s, a, _) => Remove(r, (RubyModule)s, Name(r, s, a[0])));
    }

    private static object Remove(Runtime r, RubyModule self, string name)
    {
        r.Change(self);
        return self.ClassVariables.Remove(name, out var old)
            ? old
            : throw r.NameProblem(
                "NameError",
                ClassVariables.Find(self, name) is null
                    ? $"class variable {name} not defined for {self.DisplayName}"
                    : $"cannot remove {name} for {self.DisplayName}",
                name,
                self,
                r.Site?.Span
            );
    }

    private static string Name(Runtime r, object self, object value)
    {
        var name = r.NameOf(value);
        return
            name.StartsWith("@@", StringComparison.Ordinal)
            && name.Length > 2
            && !char.IsAsciiDigit(name[2])
            && name.Skip(2).All(Lexer.IsNamePart)
            ? name
            : throw r.NameProblem(
                "NameError",
                $"`{name}' is not allowed as a class variable name",
                name,
                self,
                r.Site?.Span
            );
    }
}
