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

    /// <summary>Whether its name stands in a module that has none yet.</summary>
    internal bool IsProvisional { get; set; }

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

    /// <summary>Constants that a library defines, which is read when they are first used.</summary>
    internal Dictionary<string, string> Autoloads => autoloads ??= [];

    /// <summary>What a constant is, it is without a library.</summary>
    internal void ForgetAutoload(string name) => autoloads?.Remove(name);

    internal bool HasConstant(string name) => constants?.ContainsKey(name) == true || Late(name) is not null;

    /// <summary>The library that a constant of its own is to be read from.</summary>
    internal string? Late(string name) => autoloads?.GetValueOrDefault(name);

    internal IEnumerable<string> ConstantNames =>
        autoloads is null ? Constants.Keys : [.. Constants.Keys, .. autoloads.Keys];

    /// <summary>A constant of its own; the library that has it is read.</summary>
    internal object? OwnConstant(string name) =>
        constants is { } own && own.TryGetValue(name, out var value) ? value
        : autoloads is { } late && late.Remove(name, out var path) ? Loaded(name, path)
        : null;

    private object? Loaded(string name, string path)
    {
        var isRead = false;
        try
        {
            Runtime.Send(Runtime.Main, "require", Runtime.String(path));
            isRead = true;
        }
        finally
        {
            if (!isRead)
            {
                Autoloads[name] = path;
            }
        }
        return constants?.GetValueOrDefault(name);
    }

    internal HashSet<string> PrivateConstants => privateConstants ??= [];

    private Dictionary<string, string>? autoloads;

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

    internal Dictionary<string, object> ClassVariables => classVariables ??= [];

    private Dictionary<string, object>? classVariables;

    internal bool HasClassVariable(string name) => classVariables?.ContainsKey(name) == true;

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

    /// <param name="isOwnTree">
    /// Whether the constants of the top are left out; those of what is included there are not.
    /// </param>
    internal object? FindConstant(string name, bool isOwnTree = false)
    {
        foreach (var module in Ancestors)
        {
            if (!(isOwnTree && module == Runtime.Classes.Object) && module.OwnConstant(name) is { } value)
            {
                return value;
            }
        }
        return null;
    }

    /// <summary>The module that has a constant, among those it is sought in; null when none has.</summary>
    internal RubyModule? HomeOf(string name, bool isOwn = false)
    {
        if (isOwn || HasConstant(name))
        {
            return HasConstant(name) ? this : null;
        }
        return Array.Find(Ancestors, module => module.HasConstant(name))
            ?? (!IsClass && Runtime.Classes.Object.HasConstant(name) ? Runtime.Classes.Object : null);
    }
}
