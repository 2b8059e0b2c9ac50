using Bunraku.Text;

namespace Bunraku.Language;

/// <summary><c>type Name = Type</c>.</summary>
public sealed record TypeAliasExpression(Span Span, string Name, Expression Type) : Expression(Span);
