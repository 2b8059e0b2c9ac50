using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Intersection() : Function("intersection")
{
    public override ImmutableArray<string> Signatures => ["(Array first, Array second)"];

    public override string Doc =>
        """
            The elements that both arrays have, each once.

                intersection([1, 2, 2], [2, 3]) # => [2]
            """;

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var wanted = new HashSet<Value>(((ArrayValue)arguments[1]).Items);
        return ArrayValue.Of(((ArrayValue)arguments[0]).Items.Where(wanted.Remove));
    }
}
