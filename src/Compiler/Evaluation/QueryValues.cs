using Bunraku.Language;

namespace Bunraku.Compiler;

/// <summary>What the query of a collector may compare with, and what the reference calls the rest.</summary>
internal static class QueryValues
{
    /// <summary>
    /// Null for what a query may compare with; else the kind of the expression. Results of calls and
    /// operators, and lists and hashes that are written out, are none: only a variable holds them.
    /// </summary>
    public static string? Refused(Expression expression) =>
        expression switch
        {
            ParenthesizedExpression inner => Refused(inner.Inner),
            AccessExpression or VariableExpression or BooleanExpression or StringExpression => null,
            ConcatExpression or IntegerExpression or FloatExpression or UndefExpression => null,
            NameExpression or AndExpression or OrExpression or ComparisonExpression => null,
            ArrayExpression => "LiteralList",
            HashExpression => "LiteralHash",
            DefaultExpression => "LiteralDefault",
            RegexpExpression => "LiteralRegularExpression",
            ReferenceExpression => "QualifiedReference",
            ReservedWordExpression => "ReservedWord",
            NegateExpression => "UnaryMinusExpression",
            CallExpression => "CallNamedFunctionExpression",
            MethodCallExpression => "CallMethodExpression",
            _ => expression.GetType().Name,
        };
}
