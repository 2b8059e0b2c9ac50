namespace Bunraku.Compiler;

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
