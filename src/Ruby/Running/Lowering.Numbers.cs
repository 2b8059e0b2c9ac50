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
                var site = Site(call.Name, call.NameSpan, receiver is SelfExpression);
                return Compared(call, site, left, right)!;
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
    private Test? Compared(CallExpression call, CallSite site, Evaluation left, Evaluation right)
    {
        if (call.Name == "!=")
        {
            return frame =>
                left(frame) is var x && right(frame) is var y && x is long a && y is long b
                    ? a != b
                    : site.IsTrue(frame, x, y);
        }
        return (Test?)Sided<Comparison>(call, site, left, right);
    }

    /// <summary>Sums and the like, or null when the operator is none of them.</summary>
    private Evaluation? Computed(CallExpression call, CallSite site, Evaluation left, Evaluation right) =>
        (Evaluation?)Sided<Computation>(call, site, left, right);

    /// <summary>The code of an operator for what stands on its sides.</summary>
    private Delegate? Sided<TOperation>(CallExpression call, CallSite site, Evaluation left, Evaluation right)
        where TOperation : struct, IOperation =>
        SlotOf(call.Receiver!) is { } slot
            ? Sided<TOperation, LocalOperand>(call, site, new(slot), right)
            : Sided<TOperation, CodeOperand>(call, site, new(left), right);

    private Delegate? Sided<TOperation, TLeft>(
        CallExpression call,
        CallSite site,
        TLeft left,
        Evaluation right
    )
        where TOperation : struct, IOperation
        where TLeft : struct, IOperand =>
        call.Arguments[0] is NumberExpression { Value: long number }
            ? default(TOperation).Of(site, left, new NumberOperand(number))
        : SlotOf(call.Arguments[0]) is { } slot ? default(TOperation).Of(site, left, new LocalOperand(slot))
        : default(TOperation).Of(site, left, new CodeOperand(right));

    /// <summary>Where the frame itself has a variable, or null when an expression is none of those.</summary>
    private int? SlotOf(Expression expression) =>
        expression is LocalVariable local && layout.FindOrDeclare(local.Name) is { Depth: 0, Slot: var slot }
            ? slot
            : null;

    private readonly struct Comparison : IOperation
    {
        public Delegate? Of<TLeft, TRight>(CallSite site, TLeft left, TRight right)
            where TLeft : struct, IOperand
            where TRight : struct, IOperand => Code(site, left, right);

        private static Test? Code<TLeft, TRight>(CallSite site, TLeft left, TRight right)
            where TLeft : struct, IOperand
            where TRight : struct, IOperand =>
            Operators.Named(site.Name) switch
            {
                Operator.Less => frame =>
                    left.In(frame) is var x && right.In(frame) is var y && x is long a && y is long b
                        ? a < b
                        : site.IsTrue(frame, x, y),
                Operator.Greater => frame =>
                    left.In(frame) is var x && right.In(frame) is var y && x is long a && y is long b
                        ? a > b
                        : site.IsTrue(frame, x, y),
                Operator.AtMost => frame =>
                    left.In(frame) is var x && right.In(frame) is var y && x is long a && y is long b
                        ? a <= b
                        : site.IsTrue(frame, x, y),
                Operator.AtLeast => frame =>
                    left.In(frame) is var x && right.In(frame) is var y && x is long a && y is long b
                        ? a >= b
                        : site.IsTrue(frame, x, y),
                Operator.Equal => frame =>
                    left.In(frame) is var x && right.In(frame) is var y && x is long a && y is long b
                        ? a == b
                        : site.IsTrue(frame, x, y),
                _ => null,
            };
    }

    private readonly struct Computation : IOperation
    {
        public Delegate? Of<TLeft, TRight>(CallSite site, TLeft left, TRight right)
            where TLeft : struct, IOperand
            where TRight : struct, IOperand => Code(site, left, right);

        private static Evaluation? Code<TLeft, TRight>(CallSite site, TLeft left, TRight right)
            where TLeft : struct, IOperand
            where TRight : struct, IOperand =>
            Operators.Named(site.Name) switch
            {
                Operator.Plus => frame =>
                    left.In(frame) is var x
                    && right.In(frame) is var y
                    && x is long a
                    && y is long b
                    && a + b is var sum
                    && ((a ^ sum) & (b ^ sum)) >= 0
                        ? Boxes.Of(sum)
                        : site.Binary(frame, x, y),
                Operator.Minus => frame =>
                    left.In(frame) is var x
                    && right.In(frame) is var y
                    && x is long a
                    && y is long b
                    && a - b is var difference
                    && ((a ^ b) & (a ^ difference)) >= 0
                        ? Boxes.Of(difference)
                        : site.Binary(frame, x, y),
                Operator.Times or Operator.Modulo => frame =>
                    site.Binary(frame, left.In(frame), right.In(frame)),
                _ => null,
            };
    }
}
