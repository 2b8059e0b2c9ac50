using Bunraku.Text;

namespace Bunraku.Language;

/// <summary><c>type Runtime[…] = [pattern, replacement]</c>.</summary>
public sealed record TypeMappingExpression(Span Span, Expression Type, Expression Mapping) : Expression(Span);
