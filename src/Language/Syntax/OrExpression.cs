using Bunraku.Text;

namespace Bunraku.Language;

/// <summary><c>left or right</c>.</summary>
public sealed record OrExpression(Span Span, Expression Left, Expression Right) : Expression(Span);
