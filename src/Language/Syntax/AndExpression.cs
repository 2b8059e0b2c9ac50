using Bunraku.Text;

namespace Bunraku.Language;

/// <summary><c>left and right</c>.</summary>
public sealed record AndExpression(Span Span, Expression Left, Expression Right) : Expression(Span);
