using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// One call for a value with everything that holds for the lookups it leads to: who asks, what overrides the
/// data,
/// and the keys that are being looked up right now.
/// </summary>
internal sealed class LookupInvocation
{
    /// <summary>Keys that refer to keys, this deep, are a mistake even where they never repeat.</summary>
    private const int DeepestChain = 200;

    private readonly List<string> names;

    /// <param name="parent">The invocation that is running while this one is made, or null.</param>
    public LookupInvocation(LookupScope scope, LookupInvocation? parent)
    {
        Scope = scope;
        names = parent?.names ?? [];
        IsGlobalOnly = parent?.IsGlobalOnly ?? false;
        IsHiera3Call = parent?.IsHiera3Call ?? false;
        ExtraLevels = parent?.ExtraLevels ?? [];
        UsedBy = parent?.UsedBy ?? scope.ClassName;
    }

    public LookupScope Scope { get; }

    /// <summary>The class that the values found are used by.</summary>
    public string UsedBy { get; init; }

    /// <summary>Values that are taken before any data.</summary>
    public HashValue Override { get; init; } = HashValue.Empty;

    /// <summary>Values that are taken when no data is found.</summary>
    public HashValue Defaults { get; init; } = HashValue.Empty;

    /// <summary>Whether only the global layer is asked.</summary>
    public bool IsGlobalOnly { get; init; }

    /// <summary>Whether <c>hiera</c> or one of its kin asks.</summary>
    public bool IsHiera3Call { get; init; }

    /// <summary>Levels put above a Hiera 3 hierarchy by the third argument of <c>hiera</c>.</summary>
    public ImmutableArray<string> ExtraLevels { get; init; }

    /// <summary>The same invocation seen from another scope.</summary>
    public LookupInvocation In(LookupScope scope) =>
        new(scope, this) { Override = Override, Defaults = Defaults };

    /// <summary>Whether a name is being looked up, or too many are: the next one is refused.</summary>
    public bool IsUnderWay(string name) => names.Contains(name) || names.Count >= DeepestChain;

    /// <summary>Runs a lookup by name; the name may not be looked up again before it ends.</summary>
    public Value? Guarded(string name, Func<Value?> lookup)
    {
        if (IsUnderWay(name))
        {
            throw new EvaluationException(LookupDiagnostics.Recursive([.. names], name));
        }
        names.Add(name);
        try
        {
            return lookup();
        }
        catch (EvaluationException failure) when (LookupDiagnostics.IsOfLookup(failure.Diagnostic))
        {
            throw LookupDiagnostics.InLayer(failure);
        }
        finally
        {
            names.RemoveAt(names.Count - 1);
        }
    }
}
