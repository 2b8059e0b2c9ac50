namespace Bunraku.Ruby;

/// <summary>A condition: true or false without a value of Ruby.</summary>
internal delegate bool Test(Frame frame);

// Operators of whole numbers, each with code of its own, and conditions.
internal sealed partial class Lowering
{
    /// <summary>What an expression is worth as a condition.</summary>
    private Test Tested(Expression expression)
    {
        if (
            expression
                is CallExpression
                {
                    Receiver: { } receiver,
                    Arguments: [not (SplatExpression or HashExpression { IsBraced: false })],
                    Block: null,
                    BlockArgument: null,
                    IsSafe: false
                } call
            && Operators.IsComparison(call.Name)
        )
        {
            var before = exits;
            var (left, right) = (Lower(receiver), Lower(call.Arguments[0]));
            if (exits == before)
            {
                var site = new CallSite(call.Name, call.NameSpan, receiver is SelfExpression);
                return Compared(
                    call,
                    site,
                    left,
                    right,
                    (call.Arguments[0] as NumberExpression)?.Value as long?
                )!;
            }
        }
        if (expression is NotExpression not)
        {
            var inner = Tested(not.Value);
            return frame => !inner(frame);
        }
        var value = Lower(expression);
        return frame => Runtime.IsTrue(value(frame));
    }

    /// <summary>A comparison as a condition, or null when the operator is none.</summary>
    /// <param name="number">The right side, when it is written as a number.</param>
    private static Test? Compared(
        CallExpression call,
        CallSite site,
        Evaluation left,
        Evaluation right,
        long? number
    )
    {
        if (call.Name == "!=")
        {
            var equal = new CallSite("==", call.NameSpan, false);
            return frame =>
                left(frame) is var x && right(frame) is var y && x is long a && y is long b
                    ? a != b
                    : !Runtime.IsTrue(equal.Call(frame, x, y));
        }
        return number is { } constant ? Compared(site, left, constant) : Compared(site, left, right);
    }

    private static Test? Compared(CallSite site, Evaluation left, Evaluation right) =>
        Operators.Named(site.Name) switch
        {
            Operator.Less => frame =>
                left(frame) is var x && right(frame) is var y && x is long a && y is long b
                    ? a < b
                    : site.IsTrue(frame, x, y),
            Operator.Greater => frame =>
                left(frame) is var x && right(frame) is var y && x is long a && y is long b
                    ? a > b
                    : site.IsTrue(frame, x, y),
            Operator.AtMost => frame =>
                left(frame) is var x && right(frame) is var y && x is long a && y is long b
                    ? a <= b
                    : site.IsTrue(frame, x, y),
            Operator.AtLeast => frame =>
                left(frame) is var x && right(frame) is var y && x is long a && y is long b
                    ? a >= b
                    : site.IsTrue(frame, x, y),
            Operator.Equal => frame =>
                left(frame) is var x && right(frame) is var y && x is long a && y is long b
                    ? a == b
                    : site.IsTrue(frame, x, y),
            _ => null,
        };

    private static Test? Compared(CallSite site, Evaluation left, long b)
    {
        var right = Boxes.Of(b);
        return Operators.Named(site.Name) switch
        {
            Operator.Less => frame =>
                left(frame) is var x && x is long a ? a < b : site.IsTrue(frame, x, right),
            Operator.Greater => frame =>
                left(frame) is var x && x is long a ? a > b : site.IsTrue(frame, x, right),
            Operator.AtMost => frame =>
                left(frame) is var x && x is long a ? a <= b : site.IsTrue(frame, x, right),
            Operator.AtLeast => frame =>
                left(frame) is var x && x is long a ? a >= b : site.IsTrue(frame, x, right),
            Operator.Equal => frame =>
                left(frame) is var x && x is long a ? a == b : site.IsTrue(frame, x, right),
            _ => null,
        };
    }

    /// <summary>Sums and the like, or null when the operator is none of them.</summary>
    private static Evaluation? Computed(CallSite site, Evaluation left, Evaluation right, long? number)
    {
        switch (Operators.Named(site.Name))
        {
            case Operator.Plus when number is { } b and > int.MinValue and < int.MaxValue:
                return Plus(site, left, b);
            case Operator.Minus when number is { } b and > int.MinValue and < int.MaxValue:
                return Minus(site, left, b);
            case Operator.Plus:
                return frame =>
                    left(frame) is var x
                    && right(frame) is var y
                    && x is long a
                    && y is long b
                    && a + b is var sum
                    && ((a ^ sum) & (b ^ sum)) >= 0
                        ? Boxes.Of(sum)
                        : site.Binary(frame, x, y);
            case Operator.Minus:
                return frame =>
                    left(frame) is var x
                    && right(frame) is var y
                    && x is long a
                    && y is long b
                    && a - b is var difference
                    && ((a ^ b) & (a ^ difference)) >= 0
                        ? Boxes.Of(difference)
                        : site.Binary(frame, x, y);
            case Operator.Times or Operator.Modulo:
                return frame => site.Binary(frame, left(frame), right(frame));
            default:
                return null;
        }
    }

    private static Evaluation Plus(CallSite site, Evaluation left, long b)
    {
        var right = Boxes.Of(b);
        return frame =>
            left(frame) is var x && x is long a && a is > int.MinValue and < int.MaxValue
                ? Boxes.Of(a + b)
                : site.Binary(frame, x, right);
    }

    private static Evaluation Minus(CallSite site, Evaluation left, long b)
    {
        var right = Boxes.Of(b);
        return frame =>
            left(frame) is var x && x is long a && a is > int.MinValue and < int.MaxValue
                ? Boxes.Of(a - b)
                : site.Binary(frame, x, right);
    }
}
