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
            case ArrayValue or HashValue or IteratorValue when isCollection:
                return ListArithmetic.Calculate(expression, left, right);
            case BinaryValue bytes when expression.Operator == "+":
                return right is BinaryValue added
                    ? new BinaryValue((byte[])[.. bytes.Bytes.Span, .. added.Bytes.Span])
                    : throw Failed(expression, "Can only append Binary to a Binary");
        }
        left = Numbers.Coerce(frame, left, expression.Left.Anchor);
        right = Numbers.Coerce(frame, right, expression.Right.Anchor);
        return (left, right) switch
        {
            (IntegerValue a, IntegerValue b) => Integers(expression, a.Number, b.Number),
            (IntegerValue or FloatValue, IntegerValue or FloatValue) => Floats(expression, left, right),
            _ => Times.Calculate(expression.Operator, left, right)
                ?? throw new EvaluationException(
                    CompilerDiagnostics.OperatorNotApplicable(
                        expression.Left.Anchor,
                        expression.Operator,
                        left,
                        right
                    )
                ),
        };
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
            throw new EvaluationException(
                left is FloatValue
                    ? CompilerDiagnostics.OperatorNotApplicable(
                        expression.Left.Anchor,
                        expression.Operator,
                        left
                    )
                    : CompilerDiagnostics.OperatorNotApplicable(
                        expression.Left.Anchor,
                        expression.Operator,
                        left,
                        right
                    )
            );
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
