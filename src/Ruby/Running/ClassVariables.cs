namespace Bunraku.Ruby;

/// <summary>Where a class variable lives: in the class around, or in one that it inherits from.</summary>
internal static class ClassVariables
{
    public static RubyModule Home(Frame frame)
    {
        var scope = frame.Scope;
        while (scope.Module.Attached is not null && scope.Parent is { } outer)
        {
            scope = outer;
        }
        return scope.Module.Attached as RubyModule ?? scope.Module;
    }

    public static RubyModule? Find(Frame frame, string name) => Find(Home(frame), name);

    /// <summary>The module that has a variable; one above may not have come to have it later.</summary>
    public static RubyModule? Find(RubyModule module, string name)
    {
        var all = module.Ancestors;
        var first = Array.FindIndex(all, ancestor => ancestor.HasClassVariable(name));
        var last = first < 0 ? first : Array.FindLastIndex(all, ancestor => ancestor.HasClassVariable(name));
        return first < 0 ? null
            : first == last || module.Attached is not null ? all[first]
            : throw module.Runtime.Error(
                "RuntimeError",
                $"class variable {name} of {all[first].DisplayName} is overtaken by {all[last].DisplayName}"
            );
    }
}
