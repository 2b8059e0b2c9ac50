using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Member() : LegacyFunction("member")
{
    public override ImmutableArray<string> Signatures => ["(Array array, Any item)"];

    public override string Doc =>
        """
            Whether an array has an element, or all elements of another array.

                member(['a', 'b'], 'b') # => true
                member(['a', 'b', 'c'], ['d', 'b']) # => false
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        ExpectAtLeast(invocation, arguments, 2);
        if (arguments[0] is not ArrayValue)
        {
            throw invocation.Failure("member(): Requires array to work with");
        }
        var sought = arguments[1] switch
        {
            ArrayValue several => several.Items,
            StringValue or IntegerValue => [arguments[1]],
            _ => throw invocation.Failure("member(): Item to search for must be a string, fixnum, or array"),
        };
        if (sought.IsEmpty)
        {
            throw invocation.Failure("member(): You must provide item to search for within array given");
        }
        var items = ((ArrayValue)arguments[0]).Items;
        return BooleanValue.Of(sought.All(items.Contains));
    }
}
