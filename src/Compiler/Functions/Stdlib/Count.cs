using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Count() : Function("count")
{
    public override ImmutableArray<string> Signatures => ["(Variant[Array, Hash] collection, Any item?)"];

    public override string Doc =>
        """
            How many elements equal a value, or, without one, are neither undef nor an empty string.

                count([1, 2, 1], 1) # => 2
                count(['a', undef, '']) # => 1
            """;

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var elements = Elements.Of(arguments[0]);
        var count = 0;
        for (var i = 0; i < elements.Count; i++)
        {
            var isCounted =
                arguments.Length > 1 && arguments[1] is not UndefValue
                    ? elements[i].Equals(arguments[1])
                    : elements[i] is not (UndefValue or StringValue { Text.Length: 0 });
            count += isCounted ? 1 : 0;
        }
        return new IntegerValue(count);
    }
}
