using Bunraku.Text;

namespace Bunraku.Language;

/// <summary><c>-&gt; ~&gt; &lt;- &lt;~</c>.</summary>
public sealed record RelationshipExpression(Span Span, string Operator, Expression Left, Expression Right)
    : Expression(Span);
