using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Bunraku.Language;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary><c>+ - * / % &lt;&lt; &gt;&gt;</c> on numbers, times, arrays and hashes.</summary>
internal static class Arithmetic
{
    public static Evaluation Lower(Lowering lowering, ArithmeticExpression expression)
    {
        var (left, right) = (lowering.Lower(expression.Left), lowering.Lower(expression.Right));
        return frame => Calculate(frame, expression, left(frame), right(frame));
    }

    public static Evaluation Lower(Lowering lowering, NegateExpression expression)
    {
        var inner = lowering.Lower(expression.Inner);
        return frame =>
            Numbers.Coerce(frame, inner(frame), expression.Anchor) switch
            {
                IntegerValue number => Fit(-(BigInteger)number.Number, expression.Anchor, "-"),
                FloatValue number => new FloatValue(-number.Number),
                var other => Times.Negate(other)
                    ?? throw new EvaluationException(
                        CompilerDiagnostics.OperatorNotApplicable(expression.Anchor, "-", other)
                    ),
            };
    }

    private static Value Calculate(Frame frame, ArithmeticExpression expression, Value left, Value right)
    {
        var isCollection = expression.Operator is "+" or "-" or "<<";
        switch (left)
        {
            case IntegerValue a when right is IntegerValue b:
                return Integers(expression, a.Number, b.Number);
            case ArrayValue or HashValue when isCollection:
                return ListArithmetic.Calculate(frame, expression, left, right);
            case BinaryValue bytes when expression.Operator == "+":
                return right is BinaryValue added
                    ? new BinaryValue((byte[])[.. bytes.Bytes.Span, .. added.Bytes.Span])
                    : throw Failed(expression, "Can only append Binary to a Binary");
            case UriValue uri when expression.Operator == "+":
                return right is StringValue or UriValue
                    ? Merged(expression, uri, right)
                    : throw Failed(expression, "An URI can only be merged with an URI or String");
        }
        left = Numbers.Coerce(frame, left, expression.Left.Anchor);
        right = Numbers.Coerce(frame, right, expression.Right.Anchor);
        return (left, right) switch
        {
            (IntegerValue a, IntegerValue b) => Integers(expression, a.Number, b.Number),
            (IntegerValue a, FloatValue b) when expression.Operator is "<<" or ">>" => Integers(
                expression,
                a.Number,
                (long)Math.Clamp(b.Number, -1000, 1000)
            ),
            (IntegerValue or FloatValue, IntegerValue or FloatValue) => Floats(expression, left, right),
            (not FloatValue, FloatValue) when expression.Operator == "%" => throw NotApplicable(
                expression,
                left,
                right
            ),
            (SemVerValue, IntegerValue { Number: 0 }) when expression.Operator == "%" =>
                throw new EvaluationException(CompilerDiagnostics.DivisionByZero(expression.Right.Anchor)),
            (IntegerValue or FloatValue or SemVerValue, SemVerValue)
            or (SemVerValue, IntegerValue or FloatValue) => throw NotOfVersions(expression, left, right),
            _ => Times.Calculate(expression, left, right)
                ?? throw NotApplicable(
                    expression,
                    left,
                    IsForeign(expression.Operator, left, right) ? null : right
                ),
        };
    }

    /// <summary>
    /// Whether the operator is none of the left side's at all: the sentence then leaves out the right one.
    /// </summary>
    private static bool IsForeign(string op, Value left, Value right) =>
        left switch
        {
            TimespanValue or TimestampValue => true,
            FloatValue => op == "%",
            _ => op == "-" && right is TimespanValue,
        };

    private static EvaluationException NotOfVersions(ArithmeticExpression expression, Value left, Value right)
    {
        var isShift = expression.Operator is "<<" or ">>";
        if (left is IntegerValue && !isShift || left is FloatValue && !isShift && expression.Operator != "%")
        {
            return Failed(expression, "can't convert SemanticPuppet::Version into Float");
        }
        return NotApplicable(
            expression,
            left,
            right is FloatValue && expression.Operator == "%" ? right : null
        );
    }

    private static EvaluationException NotApplicable(
        ArithmeticExpression expression,
        Value left,
        Value? right
    ) =>
        new(
            CompilerDiagnostics.OperatorNotApplicable(
                expression.Left.Anchor,
                expression.Operator,
                left,
                right
            )
        );

    private static UriValue Merged(ArithmeticExpression expression, UriValue left, Value right)
    {
        try
        {
            return left.Merge(right as UriValue ?? UriValue.Parse(right.ToString()));
        }
        catch (DataTypeException misuse)
        {
            throw Failed(expression, misuse.Message);
        }
    }

    private static IntegerValue Integers(ArithmeticExpression expression, long a, long b)
    {
        switch (expression.Operator)
        {
            case "/" or "%" when b == 0:
                throw new EvaluationException(CompilerDiagnostics.DivisionByZero(expression.Right.Anchor));
            case "+" when !Overflows(a, b, a + b):
                return new IntegerValue(a + b);
            case "-" when !Overflows(a, ~b, a - b):
                return new IntegerValue(a - b);
        }
        var result = expression.Operator switch
        {
            "+" => (BigInteger)a + b,
            "-" => (BigInteger)a - b,
            "*" => (BigInteger)a * b,
            "/" => FloorDivide(a, b),
            "%" => a - FloorDivide(a, b) * b,
            "<<" => Shift(a, b),
            _ => Shift(a, -b),
        };
        return Fit(result, expression.Anchor, expression.Operator);
    }

    private static bool Overflows(long a, long b, long sum) => ((a ^ sum) & (b ^ sum)) < 0;

    private static BigInteger FloorDivide(BigInteger a, BigInteger b)
    {
        var quotient = BigInteger.DivRem(a, b, out var remainder);
        return remainder.IsZero || remainder.Sign == b.Sign ? quotient : quotient - 1;
    }

    private static BigInteger Shift(long number, long places) =>
        places switch
        {
            > 64 when number != 0 => BigInteger.One << 128,
            > 64 => 0,
            < -64 => number < 0 ? -1 : 0,
            >= 0 => (BigInteger)number << (int)places,
            _ => (BigInteger)number >> (int)-places,
        };

    private static IntegerValue Fit(BigInteger number, Span span, string op) =>
        number >= long.MinValue && number <= long.MaxValue
            ? new IntegerValue((long)number)
            : throw new EvaluationException(CompilerDiagnostics.IntegerOverflow(span, op, number));

    private static FloatValue Floats(ArithmeticExpression expression, Value left, Value right)
    {
        var (a, b) = (Numbers.ToDouble(left), Numbers.ToDouble(right));
        if (expression.Operator is "%" or "<<" or ">>")
        {
            throw NotApplicable(expression, left, left is FloatValue ? null : right);
        }
        var result = expression.Operator switch
        {
            "+" => a + b,
            "-" => a - b,
            "*" => a * b,
            _ => a / b,
        };
        return double.IsInfinity(result)
            ? throw new EvaluationException(
                CompilerDiagnostics.InfiniteResult(expression.Left.Anchor, expression.Operator)
            )
            : new FloatValue(result);
    }

    public static EvaluationException Failed(ArithmeticExpression expression, string message) =>
        new(
            CompilerDiagnostics.ExpressionFailed(
                expression.Anchor,
                $"'{expression.Operator}' expression",
                message
            )
        );
}
