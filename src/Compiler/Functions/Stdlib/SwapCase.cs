using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class SwapCase() : LegacyFunction("swapcase")
{
    public override ImmutableArray<string> Signatures => ["(Variant[Array, String] value)"];

    public override string Doc =>
        """
            Makes upper case letters lower case and the other way round.

                swapcase('aB') # => 'Ab'
                swapcase(['a', 1]) # => ['A', 1]
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        ExpectAtLeast(invocation, arguments, 1);
        if (arguments[0] is not (ArrayValue or StringValue))
        {
            throw invocation.Failure("swapcase(): Requires either array or string to work with");
        }
        return arguments[0] is ArrayValue array
            ? ArrayValue.Of(array.Items.Select(Swap))
            : Swap(arguments[0]);
    }

    private static Value Swap(Value value) =>
        value is StringValue text
            ? new StringValue(
                string.Create(
                    text.Text.Length,
                    text.Text,
                    (output, source) =>
                    {
                        for (var i = 0; i < output.Length; i++)
                        {
                            output[i] = char.IsUpper(source[i])
                                ? char.ToLowerInvariant(source[i])
                                : char.ToUpperInvariant(source[i]);
                        }
                    }
                )
            )
            : value;
}
