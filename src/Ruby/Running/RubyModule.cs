namespace Bunraku.Ruby;

internal enum Visibility : byte
{
    Public,
    Private,
    Protected,
}

/// <summary>A module or class: methods, constants, and what it inherits from.</summary>
public sealed class RubyModule : RubyObject
{
    // Most modules of a world are never asked for anything: what they hold is made when it is needed.
    private Dictionary<string, RubyMethod?>? found;
    private List<RubyModule>? included;
    private List<RubyModule>? subclasses;
    private List<RubyModule>? prepended;
    private Dictionary<string, RubyMethod>? methods;
    private Dictionary<string, object>? constants;
    private int foundVersion = -1;
    private RubyModule[]? ancestors;
    private int ancestorsVersion = -1;

    internal RubyModule(Runtime runtime, string? name, RubyModule? superclass, bool isClass)
        : base(null!)
    {
        Runtime = runtime;
        Name = name;
        Superclass = superclass;
        IsClass = isClass;
    }

    internal Runtime Runtime { get; }

    /// <summary>Null until it is assigned to a constant.</summary>
    public string? Name { get; set; }

    internal bool IsClass { get; }

    internal RubyModule? Superclass { get; set; }

    /// <summary>The object whose singleton class this is.</summary>
    internal object? Attached { get; init; }

    internal List<RubyModule> Included => included ??= [];

    /// <summary>The classes that programs made of it, the first one first.</summary>
    internal List<RubyModule> Subclasses => subclasses ??= [];

    internal List<RubyModule> Prepended => prepended ??= [];

    internal Dictionary<string, RubyMethod> Methods => methods ??= [];

    internal Dictionary<string, object> Constants => constants ??= [];

    internal HashSet<string> PrivateConstants => privateConstants ??= [];

    private HashSet<string>? privateConstants;

    /// <summary>Which module made a constant private that is found in it.</summary>
    internal RubyModule? Hiding(string name)
    {
        foreach (var module in Ancestors)
        {
            if (module.privateConstants is { } hidden && hidden.Contains(name))
            {
                return module;
            }
            if (module.constants is { } own && own.ContainsKey(name))
            {
                return null;
            }
        }
        return null;
    }

    internal Dictionary<string, object> ClassVariables => field ??= [];

    /// <summary>The methods that C# has for it.</summary>
    internal NativeTable? Natives { get; init; }

    /// <summary>Makes an empty instance.</summary>
    internal Func<RubyModule, object>? Allocator { get; set; }

    internal string DisplayName =>
        Name ?? (Attached is not null ? "#<Class:" + Runtime.Inspect(Attached) + ">" : AnyName);

    private string AnyName => $"#<{(IsClass ? "Class" : "Module")}:0x{Runtime.IdOf(this):x16}>";

    internal void Define(string name, RubyMethod method)
    {
        Methods[name] = method;
        Runtime.Version++;
        Runtime.HearsOfMethods |= name is "method_added" or "singleton_method_added";
    }

    internal RubyModule[] Ancestors
    {
        get
        {
            if (ancestorsVersion != Runtime.Hierarchy || ancestors is null)
            {
                var all = new List<RubyModule>();
                AddAncestors(all);
                ancestors = [.. all];
                ancestorsVersion = Runtime.Hierarchy;
            }
            return ancestors;
        }
    }

    private void AddAncestors(List<RubyModule> all)
    {
        for (var i = (prepended?.Count ?? 0) - 1; i >= 0; i--)
        {
            prepended![i].AddOnce(all);
        }
        all.Add(this);
        for (var i = (included?.Count ?? 0) - 1; i >= 0; i--)
        {
            included![i].AddOnce(all);
        }
        Superclass?.AddAncestors(all);
    }

    private void AddOnce(List<RubyModule> all)
    {
        if (!all.Contains(this))
        {
            AddAncestors(all);
        }
    }

    internal bool Is(RubyModule other) => this == other || Array.IndexOf(Ancestors, other) >= 0;

    /// <summary>Defines a method that is written in C#.</summary>
    public void Define(string name, int least, int most, NativeBody body) =>
        Define(name, new NativeMethod(name, this, least, most, body));

    internal RubyMethod? Own(string name) =>
        methods is not null && methods.TryGetValue(name, out var method) ? method : Natives?.Find(name, this);

    /// <summary>
    /// The method of a name that instances have; null when there is none, or when it was undefined.
    /// </summary>
    internal RubyMethod? FindMethod(string name)
    {
        found ??= [];
        if (foundVersion != Runtime.Version)
        {
            found.Clear();
            foundVersion = Runtime.Version;
        }
        if (found.TryGetValue(name, out var known))
        {
            return known;
        }
        RubyMethod? result = null;
        foreach (var module in Ancestors)
        {
            if (module.Own(name) is { } method)
            {
                result = method is UndefinedMethod ? null : method;
                break;
            }
        }
        return found[name] = result;
    }

    /// <summary>The next method of a name behind the one that <paramref name="owner"/> has.</summary>
    internal RubyMethod? FindSuper(RubyModule owner, string name)
    {
        var all = Ancestors;
        for (var i = Array.IndexOf(all, owner) + 1; i < all.Length; i++)
        {
            if (all[i].Own(name) is { } method)
            {
                return method is UndefinedMethod ? null : method;
            }
        }
        return null;
    }

    /// <param name="isOwnTree">Whether the constants of the top are left out.</param>
    internal object? FindConstant(string name, bool isOwnTree = false)
    {
        foreach (var module in Ancestors)
        {
            if (isOwnTree && module == Runtime.Classes.Object)
            {
                return null;
            }
            if (module.constants is { } own && own.TryGetValue(name, out var value))
            {
                return value;
            }
        }
        return null;
    }
}
