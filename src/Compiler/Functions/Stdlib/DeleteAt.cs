using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class DeleteAt() : LegacyFunction("delete_at")
{
    public override ImmutableArray<string> Signatures => ["(Array array, Variant[Integer, String] index)"];

    public override string Doc =>
        """
            An array without the element at an index.

                delete_at(['a', 'b', 'c'], 1) # => ['a', 'c']
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        ExpectAtLeast(invocation, arguments, 2);
        if (arguments[0] is not ArrayValue)
        {
            throw invocation.Failure("delete_at(): Requires array to work with");
        }
        if (
            arguments[1] is StringValue { Text: var digits }
            && (digits.Length == 0 || !digits.All(char.IsAsciiDigit))
        )
        {
            throw invocation.Failure("delete_at(): You must provide non-negative numeric index");
        }
        var array = (ArrayValue)arguments[0];
        var index = (int)Math.Clamp(RubyNumber.ToInteger(arguments[1]), int.MinValue, int.MaxValue);
        if (index >= array.Count)
        {
            throw invocation.Failure("delete_at(): Given index exceeds size of array given");
        }
        return index < -array.Count
            ? array
            : new ArrayValue(array.Items.RemoveAt(index < 0 ? index + array.Count : index));
    }
}
