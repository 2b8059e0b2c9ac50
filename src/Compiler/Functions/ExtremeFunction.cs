using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>The largest (<paramref name="sign"/> 1) or smallest (-1) of several values.</summary>
internal abstract class ExtremeFunction(string name, int sign) : Function(name)
{
    public override ImmutableArray<string> Signatures =>
        [
            "(Numeric values*)",
            "(String values*)",
            "(Array values, &Callable[2, 2] block?)",
            "(Any values*, &Callable[2, 2] block)",
            "(Any values*)",
        ];

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var values = arguments is [ArrayValue array] ? array.Items.AsSpan() : arguments;
        if (values.IsEmpty)
        {
            throw invocation.Failure($"{Name}(): Wrong number of arguments need at least one");
        }
        var extreme = values[0];
        foreach (var value in values[1..])
        {
            var order = invocation.Block is null
                ? Compare(value, extreme)
                : Sort.Order(invocation, value, extreme);
            extreme = order * sign > 0 ? value : extreme;
        }
        return extreme;
    }

    /// <summary>Numbers, and strings that are numbers, by value; anything else by its text.</summary>
    private static int Compare(Value left, Value right) =>
        TryRead(left, out var a) && TryRead(right, out var b)
            ? a.CompareTo(b)
            : string.CompareOrdinal(RubyText.Of(left), RubyText.Of(right));

    private static bool TryRead(Value value, out double number) =>
        double.TryParse(
            value is StringValue or IntegerValue or FloatValue ? value.ToString() : "",
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out number
        );
}
