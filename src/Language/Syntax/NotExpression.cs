using Bunraku.Text;

namespace Bunraku.Language;

/// <summary><c>!inner</c>.</summary>
public sealed record NotExpression(Span Span, Expression Inner) : Expression(Span);
