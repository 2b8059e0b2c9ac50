using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Turns a number into a whole one.</summary>
internal abstract class IntegralFunction(string name) : Function(name)
{
    public override ImmutableArray<string> Signatures => ["(Numeric val)", "(String val)"];

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        arguments[0] switch
        {
            FloatValue real => Whole(invocation, real.Number),
            StringValue text => OfText(invocation, text.Text),
            var integer => integer,
        };

    protected abstract double Change(double number);

    private IntegerValue OfText(Invocation invocation, string text)
    {
        invocation.WarnOnce(
            $"The {Name}() function's auto conversion of String to Float is deprecated - change to convert input "
                + "before calling"
        );
        return RubyNumber.ParseFloat(text) is { } number
            ? Whole(invocation, number)
            : throw invocation.Failure($"{Name}(): cannot convert given value to a floating point value.");
    }

    private IntegerValue Whole(Invocation invocation, double number)
    {
        var whole = Change(number);
        return Math.Abs(whole) < long.MaxValue
            ? new IntegerValue((long)whole)
            : throw invocation.Failure($"{Name}(): {FloatText.Of(number)} does not fit an Integer");
    }
}
