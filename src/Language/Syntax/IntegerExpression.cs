using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>An integer literal; the radix (8, 10 or 16) is kept for printing.</summary>
public sealed record IntegerExpression(Span Span, long Value, int Radix) : Expression(Span);
