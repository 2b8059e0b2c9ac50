using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Intersection() : LegacyFunction("intersection")
{
    public override ImmutableArray<string> Signatures => ["(Array first, Array second)"];

    public override string Doc =>
        """
            The elements that both arrays have, each once.

                intersection([1, 2, 2], [2, 3]) # => [2]
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        Expect(invocation, arguments, 2);
        if (arguments is not [ArrayValue, ArrayValue])
        {
            throw invocation.Failure(
                $"intersection(): Requires 2 arrays, got {RubyText.ClassOf(arguments[0])} and "
                    + RubyText.ClassOf(arguments[1])
            );
        }
        var wanted = new HashSet<Value>(((ArrayValue)arguments[1]).Items);
        return ArrayValue.Of(((ArrayValue)arguments[0]).Items.Where(wanted.Remove));
    }
}
