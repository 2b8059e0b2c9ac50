using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Concat() : LegacyFunction("concat")
{
    public override ImmutableArray<string> Aliases => ["stdlib::concat"];

    public override ImmutableArray<string> Signatures => ["(Array first, Any others+)"];

    public override string Doc =>
        """
            An array with further elements, or the elements of further arrays, at its end.

                concat([1], [2, 3], 4) # => [1, 2, 3, 4]
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        ExpectAtLeast(invocation, arguments, 2, "< 2");
        if (arguments[0] is not ArrayValue)
        {
            throw invocation.Failure("concat(): Requires array to work with");
        }
        var items = ((ArrayValue)arguments[0]).Items.ToBuilder();
        foreach (var argument in arguments[1..])
        {
            if (argument is ArrayValue array)
            {
                items.AddRange(array.Items);
            }
            else
            {
                items.Add(argument);
            }
        }
        return new ArrayValue(items.DrainToImmutable());
    }
}
