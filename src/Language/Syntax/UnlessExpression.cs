using Bunraku.Text;

namespace Bunraku.Language;

/// <summary><c>unless … else</c>.</summary>
public sealed record UnlessExpression(Span Span, Expression Condition, Expression Then, Expression? Else)
    : Expression(Span);
