using Bunraku.Language;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Truth: <c>if</c>, <c>unless</c>, <c>and</c>, <c>or</c>, <c>!</c>.</summary>
internal static class Conditionals
{
    public static Evaluation Lower(Lowering lowering, IfExpression expression) =>
        Guarded(
            lowering.Lower(expression.Condition),
            lowering.Lower(expression.Then),
            lowering.LowerOrUndef(expression.Else)
        );

    public static Evaluation Lower(Lowering lowering, UnlessExpression expression) =>
        Guarded(
            lowering.Lower(expression.Condition),
            lowering.LowerOrUndef(expression.Else),
            lowering.Lower(expression.Then)
        );

    public static Evaluation Lower(Lowering lowering, NotExpression expression)
    {
        var inner = lowering.Lower(expression.Inner);
        return frame => BooleanValue.Of(!inner(frame).IsTrue);
    }

    public static Evaluation Lower(Lowering lowering, AndExpression expression)
    {
        var (left, right) = (lowering.Lower(expression.Left), lowering.Lower(expression.Right));
        return frame => BooleanValue.Of(left(frame).IsTrue && right(frame).IsTrue);
    }

    public static Evaluation Lower(Lowering lowering, OrExpression expression)
    {
        var (left, right) = (lowering.Lower(expression.Left), lowering.Lower(expression.Right));
        return frame => BooleanValue.Of(left(frame).IsTrue || right(frame).IsTrue);
    }

    /// <summary>
    /// The groups of a match in the condition are seen in the branches and forgotten after them.
    /// </summary>
    private static Evaluation Guarded(Evaluation condition, Evaluation then, Evaluation otherwise) =>
        frame =>
        {
            var match = frame.Match;
            var value = condition(frame).IsTrue ? then(frame) : otherwise(frame);
            frame.Match = match;
            return value;
        };
}
