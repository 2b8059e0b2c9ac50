using Bunraku.Text;

namespace Bunraku.Language;

/// <summary><c>if … elsif … else</c>; an elsif is an if in the else branch.</summary>
public sealed record IfExpression(Span Span, Expression Condition, Expression Then, Expression? Else)
    : Expression(Span);
