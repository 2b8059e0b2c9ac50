using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// Answers a question about a value (<c>is_…</c>), as the language's own matching does better.
/// </summary>
internal abstract class TestFunction(string name) : Function(name)
{
    public override ImmutableArray<string> Signatures => ["(Any value)"];

    public override Value Call(ReadOnlySpan<Value> arguments) => BooleanValue.Of(Holds(arguments[0]));

    protected abstract bool Holds(Value value);
}
