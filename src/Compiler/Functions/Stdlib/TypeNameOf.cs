using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class TypeNameOf() : LegacyFunction("type3x")
{
    public override ImmutableArray<string> Signatures => ["(Any value)"];

    public override string Doc =>
        """
            The name of a value's kind: `string`, `integer`, `float`, `boolean`, `array` or `hash`. Strings
            that are numbers count as such.

                type3x('5') # => 'integer'
                type3x([]) # => 'array'
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        Expect(invocation, arguments, 1);
        return new StringValue(
            arguments[0] switch
            {
                ArrayValue => "array",
                HashValue => "hash",
                BooleanValue => "boolean",
                IntegerValue => "integer",
                FloatValue => "float",
                StringValue text
                    when long.TryParse(text.Text, CultureInfo.InvariantCulture, out var number)
                        && number.ToString(CultureInfo.InvariantCulture) == text.Text => "integer",
                StringValue text
                    when double.TryParse(text.Text, CultureInfo.InvariantCulture, out var number)
                        && FloatText.Of(number) == text.Text => "float",
                StringValue => "string",
                _ => throw invocation.Failure("type3x(): Unknown type"),
            }
        );
    }
}
