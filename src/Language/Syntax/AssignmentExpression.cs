using Bunraku.Text;

namespace Bunraku.Language;

/// <summary><c>= += -=</c>; the latter two parse and are then refused.</summary>
public sealed record AssignmentExpression(Span Span, string Operator, Expression Left, Expression Right)
    : Expression(Span);
