using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Arithmetic and order of timespans and timestamps; null where they do not apply.</summary>
internal static class Times
{
    public static Value? Negate(Value value) =>
        value is TimespanValue span ? new TimespanValue(-span.Nanoseconds) : null;

    public static Value? Calculate(string op, Value left, Value right) =>
        (left, right) switch
        {
            (IntegerValue or FloatValue, TimespanValue or TimestampValue) when op == "+" => Calculate(
                op,
                right,
                left
            ),
            (IntegerValue or FloatValue, TimespanValue) when op == "*" => Calculate(op, right, left),
            (IntegerValue or FloatValue, TimespanValue) when op == "-" => Calculate(op, Span(left)!, right),
            (TimespanValue a, TimespanValue b) => Spans(op, a.Nanoseconds, b.Nanoseconds),
            (TimespanValue a, TimestampValue b) when op == "+" => new TimestampValue(
                a.Nanoseconds + b.Nanoseconds
            ),
            (TimespanValue a, IntegerValue or FloatValue) => Scaled(op, a, right),
            (TimestampValue a, TimestampValue b) when op == "-" => new TimespanValue(
                a.Nanoseconds - b.Nanoseconds
            ),
            (TimestampValue a, _) when Span(right) is { } b && op is "+" or "-" => new TimestampValue(
                op == "+" ? a.Nanoseconds + b.Nanoseconds : a.Nanoseconds - b.Nanoseconds
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
            case TimespanValue a when Span(right) is { } b:
                return a.Nanoseconds.CompareTo(b.Nanoseconds);
            case TimespanValue:
                problem = "Timespans are only comparable to Timespans, Integers, and Floats";
                return null;
            case TimestampValue a when right is TimestampValue b:
                return a.Nanoseconds.CompareTo(b.Nanoseconds);
            case TimestampValue a when right is IntegerValue or FloatValue:
                return a.Nanoseconds.CompareTo(Span(right)!.Nanoseconds);
            case TimestampValue:
                problem = "Timestamps are only comparable to Timestamps, Integers, and Floats";
                return null;
            case IntegerValue or FloatValue when right is TimespanValue or TimestampValue:
                return -Order(right, left, out problem);
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

    private static Value? Spans(string op, Int128 a, Int128 b) =>
        op switch
        {
            "+" => new TimespanValue(a + b),
            "-" => new TimespanValue(a - b),
            "/" => new FloatValue((double)a / (double)b),
            "%" => new TimespanValue(a - b * Floor(a, b)),
            _ => null,
        };

    private static Value? Scaled(string op, TimespanValue span, Value number)
    {
        var factor = Numbers.ToDouble(number);
        return op switch
        {
            "+" => new TimespanValue(span.Nanoseconds + Span(number)!.Nanoseconds),
            "-" => new TimespanValue(span.Nanoseconds - Span(number)!.Nanoseconds),
            "*" when number is IntegerValue whole => new TimespanValue(span.Nanoseconds * whole.Number),
            "*" => new TimespanValue((Int128)((double)span.Nanoseconds * factor)),
            "/" when number is IntegerValue whole => new TimespanValue(Floor(span.Nanoseconds, whole.Number)),
            "/" => new TimespanValue((Int128)((double)span.Nanoseconds / factor)),
            "%" when number is IntegerValue { Number: not 0 } whole => new IntegerValue(
                (long)(span.WholeSeconds - whole.Number * Floor(span.WholeSeconds, whole.Number))
            ),
            "%" => new TimespanValue(
                span.Nanoseconds
                    - Span(number)!.Nanoseconds * Floor(span.Nanoseconds, Span(number)!.Nanoseconds)
            ),
            _ => null,
        };
    }

    private static Int128 Floor(Int128 a, Int128 b)
    {
        var quotient = a / b;
        return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
    }
}
