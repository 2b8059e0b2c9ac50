using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Fails unless all its arguments are of a kind (<c>validate_…</c>).</summary>
/// <param name="kind">With its article: “an Array”.</param>
/// <param name="replacement">The type that older versions of stdlib recommend instead, or null.</param>
internal abstract class CheckFunction(string name, string kind, string? replacement = null) : Function(name)
{
    public override ImmutableArray<string> Signatures => ["(Any values*, &Callable block?)"];

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        TellReplacement(invocation, Name, replacement);
        if (arguments.IsEmpty)
        {
            throw invocation.Failure($"{Name}(): wrong number of arguments (0; must be > 0)");
        }
        foreach (var value in arguments)
        {
            Check(invocation, value);
        }
        return UndefValue.Instance;
    }

    /// <summary>The complaint of older versions of stdlib.</summary>
    public static void TellReplacement(Invocation invocation, string name, string? replacement)
    {
        if (replacement is not null)
        {
            Deprecation.TellOf(
                invocation,
                name,
                name,
                "This method is deprecated, please use the stdlib validate_legacy function,\n                    "
                    + $"with {replacement}. There is further documentation for validate_legacy function in the "
                    + "README."
            );
        }
    }

    protected virtual void Check(Invocation invocation, Value value)
    {
        if (!Holds(value))
        {
            throw invocation.Failure($"{RubyText.Inspect(value)} is not {kind}{Ending(value)}");
        }
    }

    protected virtual string Ending(Value value) => $".  It looks to be a {RubyText.ClassOf(value)}";

    protected abstract bool Holds(Value value);
}
