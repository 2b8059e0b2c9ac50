using Bunraku.Text;

namespace Bunraku.Language;

/// <summary><c>== != &lt; &gt; &lt;= &gt;=</c>.</summary>
public sealed record ComparisonExpression(Span Span, string Operator, Expression Left, Expression Right)
    : Expression(Span);
