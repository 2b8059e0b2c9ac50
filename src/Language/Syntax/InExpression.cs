using Bunraku.Text;

namespace Bunraku.Language;

/// <summary><c>left in right</c>.</summary>
public sealed record InExpression(Span Span, Expression Left, Expression Right) : Expression(Span);
