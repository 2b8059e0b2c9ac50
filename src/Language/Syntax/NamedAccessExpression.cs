using Bunraku.Text;

namespace Bunraku.Language;

/// <summary><c>left.right</c> that is not (yet) a call.</summary>
public sealed record NamedAccessExpression(Span Span, Expression Left, Expression Right) : Expression(Span);
