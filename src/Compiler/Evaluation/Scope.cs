using Bunraku.Model;

namespace Bunraku.Compiler;

internal enum ScopeKind
{
    Top,
    Node,
    Class,
    Define,

    /// <summary>A lambda, a function or a template: variables of its own inside another scope.</summary>
    Local,
}

/// <summary>
/// Where variables live: top scope, node scope, one per class and define body, function and lambda bodies.
/// </summary>
public sealed class Scope
{
    private static readonly Layout NoVariables = new();

    private readonly Layout layout;

    /// <summary>Variables that no code of this body names: facts, settings, those set by functions.</summary>
    private Dictionary<string, Value>? others;

    /// <summary>Makes those of a scope that hardly anybody asks, when somebody does.</summary>
    internal Func<Dictionary<string, Value>>? Late { get; init; }

    private Dictionary<string, Value>? Others => others ??= Late?.Invoke();

    private Dictionary<string, Dictionary<string, ResourceParameter>>? defaults;

    /// <summary>The scope of a body.</summary>
    internal Scope(
        Compilation compilation,
        ScopeKind kind,
        Scope? parent,
        Layout layout,
        Definition source,
        DeclaredResource? resource
    )
    {
        Compilation = compilation;
        Kind = kind;
        Parent = parent;
        Body = this;
        Source = source;
        Resource = resource;
        this.layout = layout;
        Slots = new Value?[layout.Count];
        ModuleName = source.ModuleName;
    }

    /// <summary>A local scope inside <paramref name="outer"/>.</summary>
    internal Scope(Scope outer, Layout layout, string? moduleName = null)
    {
        Compilation = outer.Compilation;
        Kind = ScopeKind.Local;
        Outer = outer;
        Parent = outer.Body.Parent;
        Body = outer.Body;
        Source = outer.Source;
        Resource = outer.Resource;
        this.layout = layout;
        Slots = layout.Count == 0 ? [] : new Value?[layout.Count];
        ModuleName = moduleName ?? outer.ModuleName;
    }

    public Compilation Compilation { get; }

    /// <summary>The class or define whose body this is (<c>apache::vhost</c>), empty at top scope.</summary>
    public string Name => Source.Name;

    /// <summary>The module whose code this is, empty for the site's own manifests.</summary>
    public string ModuleName { get; }

    /// <summary>The resource whose body this is, and which contains what is declared here.</summary>
    public DeclaredResource? Resource { get; internal set; }

    /// <summary>The scope that the code which declared this body ran in; null for the top scope.</summary>
    public Scope? Parent { get; }

    /// <summary>
    /// The scope of the class, define, node or top level around this one (itself when it is one).
    /// </summary>
    public Scope Body { get; }

    internal ScopeKind Kind { get; }

    /// <summary>The scope a local scope closes over.</summary>
    internal Scope? Outer { get; }

    internal Definition Source { get; }

    internal Value?[] Slots { get; private set; }

    /// <summary>
    /// The run of code in this body that is under way, or was last: what it matched is seen from the bodies
    /// that see this one's variables.
    /// </summary>
    internal Frame? Running { get; set; }

    /// <summary>The scope of the inherited class.</summary>
    internal Scope? Inherited { get; init; }

    public bool IsTopOrNode => Kind is ScopeKind.Top or ScopeKind.Node;

    /// <summary>The node scope or top scope that the code of this body can see.</summary>
    internal Scope Global
    {
        get
        {
            var scope = Body;
            while (!scope.IsTopOrNode && (scope.Inherited ?? scope.Enclosing) is { } next)
            {
                scope = next;
            }
            return scope;
        }
    }

    /// <summary>The nearest node or top scope outwards; null for the top scope.</summary>
    internal Scope? Enclosing
    {
        get
        {
            var scope = Body.Parent?.Body;
            while (scope is { IsTopOrNode: false })
            {
                scope = scope.Parent?.Body;
            }
            return scope;
        }
    }

    /// <summary>The value of a variable, qualified or not, or null when nobody assigned it.</summary>
    public Value? Find(string name)
    {
        if (name.Contains("::", StringComparison.Ordinal))
        {
            return Compilation.FindQualified(name);
        }
        return FindHere(name) ?? FindBeyond(name);
    }

    /// <summary>Sets a variable of this scope from native code; false when it is already set.</summary>
    public bool TryAssign(string name, Value value)
    {
        if (IsFact(name))
        {
            return false;
        }
        var slot = layout.Find(name);
        if (slot >= 0)
        {
            Grow(slot);
            if (Slots[slot] is not null)
            {
                return false;
            }
            Slots[slot] = value;
            return true;
        }
        others = Others ?? [];
        return others.TryAdd(name, value);
    }

    /// <summary>
    /// Every variable that code here sees without qualifying it (templates in Ruby are given them).
    /// </summary>
    public IReadOnlyDictionary<string, Value> Visible()
    {
        var found = new Dictionary<string, Value>();
        Collect(found);
        if (Compilation.Facts.Values.Source is not null)
        {
            foreach (var (name, value) in Compilation.Facts.Values.Entries)
            {
                found.TryAdd(name.ToString(), value);
            }
        }
        return found;
    }

    /// <summary>The names of those variables, as far as they are known.</summary>
    internal IEnumerable<string> VisibleNames()
    {
        var found = new Dictionary<string, Value>();
        Collect(found);
        return found.Keys.Concat(Compilation.Facts.Values.Source?.Names ?? []);
    }

    /// <summary>The value in this body: this scope and the local scopes around it, or null.</summary>
    internal Value? FindHere(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.FindOwn(name) is { } value)
            {
                return value;
            }
        }
        return null;
    }

    internal Value? FindOwn(string name)
    {
        var slot = layout.Find(name);
        var value =
            slot < 0 ? Others?.GetValueOrDefault(name)
            : slot < Slots.Length ? Slots[slot]
            : null;
        return value ?? (OpenFacts is null ? null : Compilation.Facts.Values.Find(name));
    }

    /// <summary>
    /// Whether a variable of the top scope is taken by a fact that nobody has asked for yet.
    /// </summary>
    internal bool IsFact(string name) =>
        OpenFacts?.Knows(name) == true && Compilation.Facts.Values.Find(name) is not null;

    /// <summary>The facts that are variables of this scope though they were never set.</summary>
    private HashSource? OpenFacts => Kind == ScopeKind.Top ? Compilation.Facts.Values.Source : null;

    /// <summary>The value outside this body: the inherited classes, then node and top scope.</summary>
    internal Value? FindBeyond(string name)
    {
        for (
            var scope = Body.Inherited ?? Body.Enclosing;
            scope is not null;
            scope = scope.Inherited ?? scope.Enclosing
        )
        {
            if (scope.FindOwn(name) is { } value)
            {
                return value;
            }
        }
        return null;
    }

    /// <summary>
    /// Puts a value into the variable that holds another one, here or beyond; the body that has it, or null.
    /// </summary>
    internal Scope? Replace(string name, Value held, Value value)
    {
        for (var scope = this; scope is not null; scope = scope.Outer ?? scope.Inherited ?? scope.Enclosing)
        {
            var slot = scope.layout.Find(name);
            if (slot >= 0 && slot < scope.Slots.Length && ReferenceEquals(scope.Slots[slot], held))
            {
                scope.Slots[slot] = value;
                return scope.Body;
            }
            if (scope.others?.GetValueOrDefault(name) is { } other && ReferenceEquals(other, held))
            {
                scope.others[name] = value;
                return scope.Body;
            }
        }
        return null;
    }

    /// <summary>Puts a value into the variables of this scope that hold another one.</summary>
    internal void Replace(Value held, Value value)
    {
        for (var slot = 0; slot < Slots.Length; slot++)
        {
            if (ReferenceEquals(Slots[slot], held))
            {
                Slots[slot] = value;
            }
        }
        if (others is null)
        {
            return;
        }
        foreach (var (name, other) in others)
        {
            if (ReferenceEquals(other, held))
            {
                others[name] = value;
            }
        }
    }

    /// <summary>The groups of the last match in the bodies that this one sees, or null.</summary>
    internal Value[]? MatchBeyond()
    {
        for (
            var scope = Body.Inherited ?? Body.Enclosing;
            scope is not null;
            scope = scope.Inherited ?? scope.Enclosing
        )
        {
            if (scope.Running?.Match is { } match)
            {
                return match;
            }
        }
        return null;
    }

    /// <summary>
    /// Makes room for variables that later code of the same body (another site manifest) names.
    /// </summary>
    internal void Grow(int slot)
    {
        if (slot < Slots.Length)
        {
            return;
        }
        var before = Slots.Length;
        var slots = Slots;
        Array.Resize(ref slots, layout.Count);
        Slots = slots;
        if (others is null)
        {
            return;
        }
        foreach (var name in layout.Names)
        {
            if (layout.Find(name) is var at && at >= before && others.Remove(name, out var value))
            {
                slots[at] = value;
            }
        }
    }

    /// <summary>
    /// Resource defaults in force here: those of the scopes this body was declared from, then its own.
    /// </summary>
    internal IEnumerable<ResourceParameter> DefaultsFor(string type)
    {
        if (!HasDefaultsFor(type))
        {
            return [];
        }
        var found = new Dictionary<string, ResourceParameter>();
        CollectDefaults(type, found);
        return found.Values;
    }

    /// <summary>Sets a resource default; returns the earlier one of this scope when there is one.</summary>
    internal ResourceParameter? AddDefault(string type, ResourceParameter parameter)
    {
        var table = Body.defaults ??= [];
        if (!table.TryGetValue(type, out var parameters))
        {
            table.Add(type, parameters = []);
        }
        return parameters.TryAdd(parameter.Name, parameter) ? null : parameters[parameter.Name];
    }

    internal bool IsDefault(string type, string name, Value value)
    {
        for (var scope = Body; scope is not null; scope = scope.Parent?.Body)
        {
            if (
                scope.defaults is { } table
                && table.TryGetValue(type, out var parameters)
                && parameters.TryGetValue(name, out var parameter)
                && parameter.Value.Equals(value)
            )
            {
                return true;
            }
        }
        return false;
    }

    internal static Layout EmptyLayout => NoVariables;

    private bool HasDefaultsFor(string type)
    {
        for (var scope = Body; scope is not null; scope = scope.Parent?.Body)
        {
            if (scope.defaults is { } table && table.ContainsKey(type))
            {
                return true;
            }
        }
        return false;
    }

    private void CollectDefaults(string type, Dictionary<string, ResourceParameter> found)
    {
        Body.Parent?.CollectDefaults(type, found);
        if (Body.defaults is { } table && table.TryGetValue(type, out var parameters))
        {
            foreach (var (name, parameter) in parameters)
            {
                found[name] = parameter;
            }
        }
    }

    private void Collect(Dictionary<string, Value> found)
    {
        (Outer ?? Body.Enclosing)?.Collect(found);
        if (Outer is null)
        {
            Inherited?.Collect(found);
        }
        foreach (var name in layout.Names)
        {
            if (FindOwn(name) is { } value)
            {
                found[name] = value;
            }
        }
        foreach (var (name, value) in Others ?? [])
        {
            found[name] = value;
        }
    }
}
