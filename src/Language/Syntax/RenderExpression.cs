using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>EPP: <c>&lt;%= inner %&gt;</c>.</summary>
public sealed record RenderExpression(Span Span, Expression Inner) : Expression(Span);
