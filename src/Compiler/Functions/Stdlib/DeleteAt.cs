using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class DeleteAt() : Function("delete_at")
{
    public override ImmutableArray<string> Signatures => ["(Array array, Variant[Integer, String] index)"];

    public override string Doc =>
        """
            An array without the element at an index.

                delete_at(['a', 'b', 'c'], 1) # => ['a', 'c']
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var array = (ArrayValue)arguments[0];
        if (!int.TryParse(arguments[1].ToString(), CultureInfo.InvariantCulture, out var index))
        {
            throw invocation.Failure("delete_at(): You must provide non-negative numeric index");
        }
        if (index >= array.Count || index < -array.Count)
        {
            throw invocation.Failure("delete_at(): Given index exceeds size of array given");
        }
        return new ArrayValue(array.Items.RemoveAt(index < 0 ? index + array.Count : index));
    }
}
