using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ReverseOf() : Function("reverse")
{
    public override ImmutableArray<string> Signatures => ["(Variant[Array, String] value)"];

    public override string Doc =>
        """
            An array or string from back to front.

                reverse([1, 2, 3]) # => [3, 2, 1]
                reverse('abc') # => 'cba'
            """;

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        if (arguments[0] is StringValue text)
        {
            return new StringValue(Characters.Reverse(text.Text));
        }
        var items = ((ArrayValue)arguments[0]).Items.ToBuilder();
        items.Reverse();
        return new ArrayValue(items.MoveToImmutable());
    }
}
