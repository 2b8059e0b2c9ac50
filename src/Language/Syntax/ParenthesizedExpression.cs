using Bunraku.Text;

namespace Bunraku.Language;

/// <summary><c>(inner)</c>.</summary>
public sealed record ParenthesizedExpression(Span Span, Expression Inner) : Expression(Span);
