using Bunraku.Language;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Arithmetic and order of timespans and timestamps; null where they do not apply.</summary>
internal static class Times
{
    public static Value? Negate(Value value) =>
        value is TimespanValue span ? new TimespanValue(-span.Nanoseconds) : null;

    /// <summary>
    /// What the operator gives; null where the left side has none of that name. A number before a time
    /// changes places with it.
    /// </summary>
    public static Value? Calculate(ArithmeticExpression expression, Value left, Value right) =>
        (left, expression.Operator) switch
        {
            (TimespanValue span, "+") => Sum(expression, span, right),
            (TimespanValue span, "-") => Difference(expression, span, right),
            (TimespanValue span, "*") => Product(expression, span, right),
            (TimespanValue span, "/") => Quotient(expression, span, right),
            (TimespanValue span, "%") => Remainder(expression, span, right),
            (TimestampValue time, "+") => Span(right) is { } span
                ? new TimestampValue(time.Nanoseconds + span.Nanoseconds)
                : throw Refused(expression, right, "cannot be added to a Timestamp"),
            (TimestampValue time, "-") => right is TimestampValue earlier
                ? new TimespanValue(time.Nanoseconds - earlier.Nanoseconds)
            : Span(right) is { } span ? new TimestampValue(time.Nanoseconds - span.Nanoseconds)
            : throw Refused(expression, right, "cannot be subtracted from a Timestamp"),
            (TimespanValue or TimestampValue, _) => null,
            (_, "+") when right is TimespanValue or TimestampValue => Calculate(expression, right, left),
            (_, "*") when right is TimespanValue => Calculate(expression, right, left),
            (_, "-") when right is TimespanValue && Span(left) is { } span => Difference(
                expression,
                span,
                right
            ),
            _ => null,
        };

    /// <summary>
    /// The order of two times, or of a time and a number of seconds; a problem when they have none.
    /// </summary>
    public static int? Order(Value left, Value right, out string? problem)
    {
        problem = null;
        switch (left)
        {
            case SemVerValue a when right is SemVerValue b:
                return a.CompareTo(b);
            case SemVerValue:
                problem = "Versions not comparable to non Versions";
                return null;
            case TimespanValue a when right is TimespanValue b:
                return a.Nanoseconds.CompareTo(b.Nanoseconds);
            case TimespanValue when right is IntegerValue or FloatValue:
                return ValueComparison.CompareSeconds(left, right);
            case TimespanValue:
                problem = "Timespans are only comparable to Timespans, Integers, and Floats";
                return null;
            case TimestampValue a when right is TimestampValue b:
                return a.Nanoseconds.CompareTo(b.Nanoseconds);
            case TimestampValue when right is IntegerValue or FloatValue:
                return ValueComparison.CompareSeconds(left, right);
            case TimestampValue:
                problem = "Timestamps are only comparable to Timestamps, Integers, and Floats";
                return null;
            case IntegerValue or FloatValue when right is TimespanValue or TimestampValue:
                // Ruby makes two floating point numbers of them.
                var seconds = right is TimespanValue span
                    ? span.TotalSeconds
                    : ((TimestampValue)right).TotalSeconds;
                return Numbers.ToDouble(left).CompareTo(seconds);
            default:
                return null;
        }
    }

    private static TimespanValue? Span(Value value) =>
        value switch
        {
            TimespanValue span => span,
            IntegerValue number => TimespanValue.FromSeconds(number.Number),
            FloatValue number => TimespanValue.FromSeconds(number.Number),
            _ => null,
        };

    private static Value Sum(ArithmeticExpression expression, TimespanValue span, Value right) =>
        right is TimestampValue time ? new TimestampValue(span.Nanoseconds + time.Nanoseconds)
        : Span(right) is { } added ? new TimespanValue(span.Nanoseconds + added.Nanoseconds)
        : throw Refused(expression, right, "cannot be added to a Timespan");

    private static TimespanValue Difference(
        ArithmeticExpression expression,
        TimespanValue span,
        Value right
    ) =>
        Span(right) is { } taken
            ? new TimespanValue(span.Nanoseconds - taken.Nanoseconds)
            : throw Refused(expression, right, "cannot be subtracted from a Timespan");

    private static TimespanValue Product(ArithmeticExpression expression, TimespanValue span, Value right) =>
        right switch
        {
            IntegerValue factor => new TimespanValue(span.Nanoseconds * factor.Number),
            FloatValue factor => new TimespanValue((Int128)((double)span.Nanoseconds * factor.Number)),
            _ => throw Arithmetic.Failed(
                expression,
                $"A Timestamp cannot be multiplied by {Article.With(Label(right))}"
            ),
        };

    private static Value Quotient(ArithmeticExpression expression, TimespanValue span, Value right) =>
        right switch
        {
            TimespanValue other => Ratio(expression, (double)span.Nanoseconds / (double)other.Nanoseconds),
            IntegerValue { Number: 0 } or FloatValue { Number: 0 } => throw DivisionByZero(expression),
            IntegerValue number => new TimespanValue(Floor(span.Nanoseconds, number.Number)),
            FloatValue number => new TimespanValue(
                (Int128)Math.Floor((double)span.Nanoseconds / number.Number)
            ),
            _ => throw Arithmetic.Failed(
                expression,
                $"A Timespan cannot be divided by {Article.With(Label(right))}"
            ),
        };

    private static FloatValue Ratio(ArithmeticExpression expression, double ratio) =>
        double.IsInfinity(ratio)
            ? throw new EvaluationException(
                CompilerDiagnostics.InfiniteResult(expression.Left.Anchor, expression.Operator)
            )
            : new FloatValue(ratio);

    private static IntegerValue Remainder(ArithmeticExpression expression, TimespanValue span, Value right) =>
        right switch
        {
            IntegerValue { Number: 0 } => throw DivisionByZero(expression),
            IntegerValue number => new IntegerValue(
                (long)(span.WholeSeconds - number.Number * Floor(span.WholeSeconds, number.Number))
            ),
            // The reference's sentence has the article twice.
            _ => throw Arithmetic.Failed(
                expression,
                $"Can not do modulus on a Timespan using a {Article.With(Label(right))}"
            ),
        };

    private static EvaluationException DivisionByZero(ArithmeticExpression expression) =>
        new(CompilerDiagnostics.DivisionByZero(expression.Right.Anchor));

    private static EvaluationException Refused(ArithmeticExpression expression, Value right, string what) =>
        Arithmetic.Failed(expression, $"{Article.Capitalized(Label(right))} {what}");

    /// <summary>What the reference calls the kind of a value here: the last word of its class.</summary>
    private static string Label(Value value) =>
        value switch
        {
            SemVerValue => "Version",
            TimespanValue => "Timespan",
            TimestampValue => "Timestamp",
            _ => ValueLabel.Of(value),
        };

    private static Int128 Floor(Int128 a, Int128 b)
    {
        var quotient = a / b;
        return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
    }
}
