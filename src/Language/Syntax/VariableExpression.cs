using Bunraku.Text;

namespace Bunraku.Language;

/// <summary><c>$name</c>, qualified or not, without the dollar; digits for match variables.</summary>
public sealed record VariableExpression(Span Span, string Name) : Expression(Span);
