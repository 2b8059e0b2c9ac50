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

    public static RubyModule? Find(RubyModule module, string name) =>
        Array.Find(module.Ancestors, ancestor => ancestor.ClassVariables.ContainsKey(name));
}
