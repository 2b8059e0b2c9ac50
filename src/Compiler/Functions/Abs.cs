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
            var text => OfText(invocation, text.ToString()),
        };

    private static Value OfText(Invocation invocation, string text)
    {
        invocation.WarnOnce(
            "The abs() function's auto conversion of String to Numeric is deprecated - change to convert input "
                + "before calling"
        );
        const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        var isPlain =
            text.Length > 0 && text[0] != '+' && char.IsAsciiDigit(text[^1]) && text.Contains('.')
                ? char.IsAsciiDigit(text[text[0] == '-' ? 1 : 0])
                : true;
        return long.TryParse(
                text,
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var integer
            )
            && text[0] != '+'
                ? new IntegerValue(Math.Abs(integer))
            : isPlain && double.TryParse(text, Decimal, CultureInfo.InvariantCulture, out var real)
                ? new FloatValue(Math.Abs(real))
            : throw invocation.Failure(
                "abs(): Requires float or integer to work with - was given non decimal string"
            );
    }
}
