using Bunraku.Text;

namespace Bunraku.Language;

/// <summary><c>=~ !~</c>.</summary>
public sealed record MatchExpression(Span Span, string Operator, Expression Left, Expression Right)
    : Expression(Span);
