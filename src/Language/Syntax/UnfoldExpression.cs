using Bunraku.Text;

namespace Bunraku.Language;

/// <summary><c>*inner</c>: the splat.</summary>
public sealed record UnfoldExpression(Span Span, Expression Inner) : Expression(Span);
