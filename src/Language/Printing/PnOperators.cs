using System.Collections.Immutable;

namespace Bunraku.Language;

/// <summary>What PN calls the expressions that are an operator and its operands.</summary>
internal static class PnOperators
{
    public static (string Name, ImmutableArray<Expression> Operands)? OperatorOf(Expression expression) =>
        expression switch
        {
            AndExpression and => ("and", [and.Left, and.Right]),
            OrExpression or => ("or", [or.Left, or.Right]),
            InExpression element => ("in", [element.Left, element.Right]),
            ArithmeticExpression arithmetic => (arithmetic.Operator, [arithmetic.Left, arithmetic.Right]),
            ComparisonExpression comparison => (comparison.Operator, [comparison.Left, comparison.Right]),
            MatchExpression match => (match.Operator, [match.Left, match.Right]),
            AssignmentExpression assignment => (assignment.Operator, [assignment.Left, assignment.Right]),
            RelationshipExpression chain => (chain.Operator, [chain.Left, chain.Right]),
            NotExpression not => ("!", [not.Inner]),
            UnfoldExpression unfold => ("unfold", [unfold.Inner]),
            ParenthesizedExpression parenthesized => ("paren", [parenthesized.Inner]),
            TextExpression text => ("str", [text.Inner]),
            RenderExpression render => ("render", [render.Inner]),
            _ => null,
        };
}
