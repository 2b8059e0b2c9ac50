using Bunraku.Text;

namespace Bunraku.Language;

/// <summary><c>+ - * / % &lt;&lt; &gt;&gt;</c>.</summary>
public sealed record ArithmeticExpression(Span Span, string Operator, Expression Left, Expression Right)
    : Expression(Span);
