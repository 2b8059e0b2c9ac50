using Bunraku.Text;

namespace Bunraku.Language;

/// <summary><c>undef</c>.</summary>
public sealed record UndefExpression(Span Span) : Expression(Span);
