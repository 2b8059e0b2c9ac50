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
            "(Array[Numeric] values, &Callable[2, 2] block?)",
            "(Array[String] values, &Callable[2, 2] block?)",
            "(Array values, &Callable[2, 2] block?)",
            "(Any values*, &Callable[2, 2] block)",
            "(Any values*)",
        ];

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var values = arguments is [ArrayValue array] ? array.Items.AsSpan() : arguments;
        if (values.IsEmpty)
        {
            return invocation.Block is null
                ? throw invocation.Failure($"{Name}(): Wrong number of arguments need at least one")
                : UndefValue.Instance;
        }
        var (hasTextOnly, hasNumbersOnly) = (true, true);
        foreach (var value in values)
        {
            hasTextOnly &= value is StringValue;
            hasNumbersOnly &= value is IntegerValue or FloatValue;
        }
        var extreme = values[0];
        foreach (var value in values[1..])
        {
            var order =
                invocation.Block is not null ? Sort.Order(invocation, value, extreme)
                : hasNumbersOnly ? RubyOrder.Compare(value, extreme) ?? 0
                : Compare(invocation, value, extreme, hasTextOnly);
            extreme = order * sign > 0 ? value : extreme;
        }
        return extreme;
    }

    /// <summary>
    /// Numbers, and strings that are numbers, by value; anything else by its text. Both are out of date.
    /// </summary>
    private int Compare(Invocation invocation, Value left, Value right, bool hasTextOnly)
    {
        var (a, b) = (RubyText.Of(left), RubyText.Of(right));
        if (TryRead(a, out var number) && TryRead(b, out var other))
        {
            Warn(invocation, "String to Numeric");
            return number.CompareTo(other);
        }
        if (!hasTextOnly)
        {
            Warn(invocation, "Any to String");
        }
        return string.CompareOrdinal(a, b);
    }

    private void Warn(Invocation invocation, string conversion) =>
        invocation.WarnOnce(
            $"The {Name}() function's auto conversion of {conversion} is deprecated - change to convert input before "
                + "calling, or use lambda"
        );

    /// <summary>Digits, perhaps a minus sign, at most one <c>.</c>, <c>_</c> or <c>e</c>.</summary>
    private static bool TryRead(string text, out double number)
    {
        number = 0;
        var digits = text.AsSpan(text.StartsWith('-') ? 1 : 0);
        var mark = digits.IndexOfAnyExceptInRange('0', '9');
        var isNumber =
            digits.Length > 0
            && (
                mark < 0
                || mark > 0
                    && digits[mark] is '.' or '_' or 'e' or 'E'
                    && mark + 1 < digits.Length
                    && !digits[(mark + 1)..].ContainsAnyExceptInRange('0', '9')
            );
        return isNumber
            && double.TryParse(
                text.Replace("_", "", StringComparison.Ordinal),
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out number
            );
    }
}
