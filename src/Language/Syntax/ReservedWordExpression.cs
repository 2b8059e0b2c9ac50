using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>A word reserved for the future, used as a value.</summary>
public sealed record ReservedWordExpression(Span Span, string Word) : Expression(Span);
