using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Difference() : LegacyFunction("difference")
{
    public override ImmutableArray<string> Signatures => ["(Array first, Array second)"];

    public override string Doc =>
        """
            The elements of the first array that are not in the second.

                difference([1, 2, 3], [2]) # => [1, 3]
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        Expect(invocation, arguments, 2);
        if (arguments is not [ArrayValue, ArrayValue])
        {
            throw invocation.Failure("difference(): Requires 2 arrays");
        }
        var unwanted = new HashSet<Value>(((ArrayValue)arguments[1]).Items);
        return new ArrayValue(((ArrayValue)arguments[0]).Items.RemoveAll(unwanted.Contains));
    }
}
