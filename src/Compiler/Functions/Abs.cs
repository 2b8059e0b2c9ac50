using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Abs() : Function("abs")
{
    public override ImmutableArray<string> Signatures => ["(Numeric val)", "(String val)"];

    public override string Doc =>
        """
            A number without its sign.

                abs(-3) # => 3
                abs(-2.5) # => 2.5
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        arguments[0] switch
        {
            IntegerValue integer => new IntegerValue(Math.Abs(integer.Number)),
            FloatValue real => new FloatValue(Math.Abs(real.Number)),
            StringValue text when long.TryParse(text.Text, CultureInfo.InvariantCulture, out var integer) =>
                new IntegerValue(Math.Abs(integer)),
            StringValue text when double.TryParse(text.Text, CultureInfo.InvariantCulture, out var real) =>
                new FloatValue(Math.Abs(real)),
            _ => throw invocation.Failure(
                "abs(): Requires float or integer to work with - was given non decimal string"
            ),
        };
}
