using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>EPP: literal text.</summary>
public sealed record RenderStringExpression(Span Span, string Value) : Expression(Span);
