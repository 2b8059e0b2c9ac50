using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// Answers a question about a value (<c>is_…</c>), as the language's own matching does better.
/// </summary>
/// <param name="replacement">
/// The type that older versions of stdlib recommend instead, with a complaint; null where they do not.
/// </param>
internal abstract class TestFunction(string name, string? replacement = null) : Function(name)
{
    /// <summary>Older versions of stdlib name another function in one complaint.</summary>
    protected virtual string Key => Name;

    /// <summary>Whether further arguments are not looked at.</summary>
    protected virtual bool TakesMore => false;

    public override ImmutableArray<string> Signatures => ["(Any value*, &Callable block?)"];

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (replacement is not null)
        {
            Deprecation.TellOf(
                invocation,
                Name,
                Key,
                $"This method is deprecated, please use match expressions with {replacement} instead. They are "
                    + "described at https://docs.puppet.com/puppet/latest/reference/lang_data_type.html#"
                    + "match-expressions."
            );
        }
        if (arguments.IsEmpty || arguments.Length > 1 && !TakesMore)
        {
            throw invocation.Failure(CountSentence(arguments.Length));
        }
        return BooleanValue.Of(Holds(arguments[0]));
    }

    protected virtual string CountSentence(int given) =>
        $"{Name}(): Wrong number of arguments given {given} for 1";

    protected abstract bool Holds(Value value);
}
