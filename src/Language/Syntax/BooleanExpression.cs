using Bunraku.Text;

namespace Bunraku.Language;

/// <summary><c>true</c> or <c>false</c>.</summary>
public sealed record BooleanExpression(Span Span, bool Value) : Expression(Span);
