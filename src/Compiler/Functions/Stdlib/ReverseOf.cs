using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ReverseOf() : LegacyFunction("reverse")
{
    public override ImmutableArray<string> Signatures => ["(Variant[Array, String] value)"];

    public override string Doc =>
        """
            An array or string from back to front.

                reverse([1, 2, 3]) # => [3, 2, 1]
                reverse('abc') # => 'cba'
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        ExpectAtLeast(invocation, arguments, 1);
        if (arguments[0] is not (ArrayValue or StringValue))
        {
            throw invocation.Failure("reverse(): Requires either array or string to work with");
        }
        if (arguments[0] is StringValue text)
        {
            return new StringValue(Characters.Reverse(text.Text));
        }
        var items = ((ArrayValue)arguments[0]).Items.ToBuilder();
        items.Reverse();
        return new ArrayValue(items.DrainToImmutable());
    }
}
