using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class NumberToBool() : LegacyFunction("num2bool")
{
    public override ImmutableArray<string> Aliases => ["stdlib::num2bool"];

    public override ImmutableArray<string> Signatures => ["(Variant[Numeric, String] number)"];

    public override string Doc =>
        """
            Whether a number is above zero.

                num2bool(1) # => true
                num2bool('-3') # => false
                num2bool('0.9') # => false
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        Expect(invocation, arguments, 1);
        if (arguments[0] is not (StringValue or IntegerValue or FloatValue))
        {
            return BooleanValue.Of(RubyNumber.ToInteger(RubyText.Of(arguments[0])) > 0);
        }
        return TryRead(arguments[0], out var number)
            ? BooleanValue.Of(Math.Truncate(number) > 0)
            : throw invocation.Failure(
                $"num2bool(): '{arguments[0]}' does not look like a number: invalid value for Float(): "
                    + RubyText.Inspect(arguments[0])
            );
    }

    public static bool TryRead(Value value, out double number)
    {
        number = value switch
        {
            IntegerValue integer => integer.Number,
            FloatValue real => real.Number,
            _ => double.NaN,
        };
        return !double.IsNaN(number)
            || value is StringValue text
                && RubyNumber.ParseFloat(text.Text) is { } parsed
                && (number = parsed) == parsed;
    }
}
