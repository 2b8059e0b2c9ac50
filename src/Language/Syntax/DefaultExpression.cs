using Bunraku.Text;

namespace Bunraku.Language;

/// <summary><c>default</c>.</summary>
public sealed record DefaultExpression(Span Span) : Expression(Span);
