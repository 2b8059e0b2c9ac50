using System.Collections.Immutable;

namespace Bunraku.Language;

/// <summary>
/// Which expressions have no effect but their value (the reference calls them <em>idem</em>).
/// </summary>
internal static class Effects
{
    public static bool HasNone(Expression? expression) =>
        expression switch
        {
            null or NopExpression => true,
            ParenthesizedExpression parenthesized => HasNone(parenthesized.Inner),
            BlockExpression block => HaveNone(block.Statements),
            IfExpression condition => HasNone(condition.Condition)
                && HasNone(condition.Then)
                && HasNone(condition.Else),
            UnlessExpression condition => HasNone(condition.Condition)
                && HasNone(condition.Then)
                && HasNone(condition.Else),
            CaseExpression choice => HasNone(choice.Control)
                && choice.Options.All(option => HaveNone(option.Values) && HasNone(option.Then)),
            _ => IsValue(expression),
        };

    /// <summary>The expression that ends a body without effect, or null.</summary>
    public static Expression? LastWithoutEffect(Expression? body)
    {
        var last = body is BlockExpression block ? block.Statements[^1] : body;
        return last is not null && HasNone(last) && !IsUntitledResource(last) ? last : null;
    }

    /// <summary>A name and a hash: what a resource without a title is parsed as.</summary>
    public static bool IsUntitledResource(Expression expression) =>
        expression is BlockExpression { Statements: [NameExpression, HashExpression] };

    private static bool HaveNone(ImmutableArray<Expression> expressions) => expressions.All(HasNone);

    private static bool IsValue(Expression expression) =>
        expression
            is StringExpression
                or NameExpression
                or ReferenceExpression
                or ReservedWordExpression
                or IntegerExpression
                or FloatExpression
                or BooleanExpression
                or UndefExpression
                or DefaultExpression
                or RegexpExpression
                or ArrayExpression
                or HashExpression
                or AccessExpression
                or ArithmeticExpression
                or ComparisonExpression
                or AndExpression
                or OrExpression
                or InExpression
                or NegateExpression
                or NotExpression
                or UnfoldExpression
                or VariableExpression
                or TextExpression
                or ConcatExpression
                or HeredocExpression
                or SelectorExpression;
}
