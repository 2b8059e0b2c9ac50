namespace Bunraku.Ruby;

/// <summary>
/// <c>refine</c> and <c>using</c>: from the first <c>using</c> on, the methods are there for the whole
/// program, not only for the rest of the file.
/// </summary>
internal static class Refinements
{
    private const string Name = "@__refinements";

    public static void OfModules(NativeTable t)
    {
        t.Hidden("refine", 1, 1, static (r, s, a, b) => Refine(r, (RubyModule)s, a[0], RubyProc.Given(b)));
        t.Hidden("using", 1, 1, static (r, s, a, _) => Use(r, s, a[0]));
    }

    public static object Use(Runtime r, object self, object value)
    {
        var module =
            value as RubyModule
            ?? throw r.Error("TypeError", $"wrong argument type {r.Kind(value)} (expected Module)");
        foreach (var pair in r.Splat(module.Variable(Name) ?? Nil.Value).Cast<RubyArray>())
        {
            var (type, made) = ((RubyModule)pair.Items[0], (RubyModule)pair.Items[1]);
            if (!type.Prepended.Contains(made))
            {
                type.Prepended.Add(made);
                r.Version++;
                r.Hierarchy++;
            }
        }
        return self;
    }

    private static RubyModule Refine(Runtime r, RubyModule module, object value, RubyProc block)
    {
        var type =
            value as RubyModule
            ?? throw r.Error("TypeError", $"wrong argument type {r.Kind(value)} (expected Class or Module)");
        var made = r.NewModule($"#<refinement:{type.DisplayName}@{module.DisplayName}>");
        var all = r.Splat(module.Variable(Name) ?? Nil.Value);
        module.SetVariable(Name, r.Array([.. all, r.Array([type, made])]));
        block.CallOn(made, [], made);
        return made;
    }
}
