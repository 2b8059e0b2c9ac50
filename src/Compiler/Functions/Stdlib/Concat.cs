using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Concat() : Function("concat")
{
    public override ImmutableArray<string> Aliases => ["stdlib::concat"];

    public override ImmutableArray<string> Signatures => ["(Array first, Any others+)"];

    public override string Doc =>
        """
            An array with further elements, or the elements of further arrays, at its end.

                concat([1], [2, 3], 4) # => [1, 2, 3, 4]
            """;

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var items = ((ArrayValue)arguments[0]).Items.ToBuilder();
        foreach (var argument in arguments[1..])
        {
            if (argument is ArrayValue array)
            {
                items.AddRange(array.Items);
            }
            else
            {
                items.Add(argument is UndefValue ? StringValue.Empty : argument);
            }
        }
        return new ArrayValue(items.DrainToImmutable());
    }
}
