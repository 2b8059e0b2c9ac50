using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Count() : LegacyFunction("count", -2)
{
    public override ImmutableArray<string> Signatures => ["(Variant[Array, Hash] collection, Any item?)"];

    public override string Doc =>
        """
            How many elements equal a value, or, without one, are neither undef nor an empty string.

                count([1, 2, 1], 1) # => 2
                count(['a', undef, '']) # => 1
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length > 2)
        {
            throw invocation.Failure(
                $"count(): Wrong number of arguments given {arguments.Length} for 1 or 2."
            );
        }
        if (arguments is [StringValue text, StringValue set])
        {
            return new IntegerValue(text.Text.Count(c => CharacterSet.Contains(set.Text, c)));
        }
        if (arguments[0] is not (ArrayValue or HashValue))
        {
            throw invocation.Failure("count(): Requires an array or a hash to work with");
        }
        var elements = Elements.Of(arguments[0]);
        var count = 0;
        for (var i = 0; i < elements.Count; i++)
        {
            var isCounted =
                arguments.Length > 1 && arguments[1] is not BooleanValue { IsTrue: false }
                    ? elements[i].Equals(arguments[1])
                    : elements[i] is not (UndefValue or StringValue { Text.Length: 0 });
            count += isCounted ? 1 : 0;
        }
        return new IntegerValue(count);
    }
}
