using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>An interpolated expression: its value as text.</summary>
public sealed record TextExpression(Span Span, Expression Inner) : Expression(Span);
