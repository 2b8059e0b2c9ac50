using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Difference() : Function("difference")
{
    public override ImmutableArray<string> Signatures => ["(Array first, Array second)"];

    public override string Doc =>
        """
            The elements of the first array that are not in the second.

                difference([1, 2, 3], [2]) # => [1, 3]
            """;

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var unwanted = new HashSet<Value>(((ArrayValue)arguments[1]).Items);
        return new ArrayValue(((ArrayValue)arguments[0]).Items.RemoveAll(unwanted.Contains));
    }
}
