using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Fails unless all its arguments are of a kind (<c>validate_…</c>).</summary>
/// <param name="kind">With its article: “an Array”.</param>
internal abstract class CheckFunction(string name, string kind) : Function(name)
{
    public override ImmutableArray<string> Signatures => ["(Any values+)"];

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        foreach (var value in arguments)
        {
            if (!Holds(value))
            {
                throw invocation.Failure(
                    $"{RubyText.Inspect(value)} is not {kind}.  It looks to be a {RubyText.ClassOf(value)}"
                );
            }
        }
        return UndefValue.Instance;
    }

    protected abstract bool Holds(Value value);
}
