using Bunraku.Model;

namespace Bunraku.Compiler;

// What the declarations of a Ruby source file are made of. Numbers, booleans and texts (symbols too) are C#'s,
// lists are List<object?>, and null is a value that is not known.

internal sealed class RubyNil
{
    public static readonly RubyNil Instance = new();
}

/// <summary>A regular expression; its flags are written into the source.</summary>
internal sealed record RubyRegexp(string Source);

/// <summary>A hash, in the order of its pairs.</summary>
internal sealed record RubyTable(List<(object? Key, object? Value)> Pairs)
{
    public object? Find(string key) => Pairs.Find(pair => pair.Key is string text && text == key).Value;
}

/// <summary>A block or lambda with the variables around it.</summary>
internal sealed record RubyClosure(RubyBlock Block, RubyFrame Frame);

/// <summary>A module or class: its methods, its constants, and what else it takes in.</summary>
internal class RubyModule(string path)
{
    public string Path { get; } = path;

    public Dictionary<string, RubyMethod> Statics { get; } = [];

    public Dictionary<string, RubyMethod> Methods { get; } = [];

    public Dictionary<string, object?> Constants { get; } = [];

    public List<RubyModule> Extensions { get; } = [];
}

/// <summary>A resource type while its declaration is read.</summary>
internal sealed class RubyTypeDraft(string name) : RubyModule("Puppet::Type")
{
    public string Name { get; } = name;

    public List<RubyAttributeDraft> Attributes { get; } = [];

    public bool IsIsomorphic { get; set; } = true;

    /// <summary>Title patterns that were given as data, not as a method.</summary>
    public object? TitlePatterns { get; set; }

    public RubyAttributeDraft Add(string name, AttributeKind kind)
    {
        var known = Attributes.Find(attribute => attribute.Name == name && attribute.Kind == kind);
        if (known is null)
        {
            Attributes.Add(known = new RubyAttributeDraft(name, kind));
        }
        return known;
    }
}

/// <summary>An attribute while its declaration is read.</summary>
internal sealed class RubyAttributeDraft(string name, AttributeKind kind) : RubyModule("Puppet::Parameter")
{
    public string Name { get; } = name;

    public AttributeKind Kind { get; } = kind;

    public bool IsNamevar { get; set; }
}

/// <summary>The variables of a method or block, and what <c>self</c> is in it.</summary>
internal sealed class RubyFrame(object? self, RubyFrame? outer)
{
    private readonly Dictionary<string, object?> variables = [];
    private readonly RubyFrame? outer = outer;
    private (bool IsReached, object? Value) returned;

    public object? Self { get; } = self;

    /// <summary>The modules the code stands in, the innermost last.</summary>
    public string Nesting { get; init; } = outer?.Nesting ?? "";

    /// <summary>The block that was given to the method.</summary>
    public RubyClosure? Given { get; init; } = outer?.Given;

    /// <summary>The value of <c>return</c>, once it is reached.</summary>
    public (bool IsReached, object? Value) Return
    {
        get => outer is null ? returned : outer.Return;
        set
        {
            if (outer is null)
            {
                returned = value;
            }
            else
            {
                outer.Return = value;
            }
        }
    }

    public bool TryFind(string name, out object? value)
    {
        for (var frame = this; frame is not null; frame = frame.outer)
        {
            if (frame.variables.TryGetValue(name, out value))
            {
                return true;
            }
        }
        value = null;
        return false;
    }

    public void Set(string name, object? value)
    {
        for (var frame = this; frame is not null; frame = frame.outer)
        {
            if (frame.variables.ContainsKey(name))
            {
                frame.variables[name] = value;
                return;
            }
        }
        variables[name] = value;
    }

    public void Declare(string name, object? value) => variables[name] = value;
}
