using Bunraku.Text;

namespace Bunraku.Language;

/// <summary><c>type Name inherits Parent { … }</c>; parses and is then refused.</summary>
public sealed record TypeDefinitionExpression(Span Span, string Name, string? Parent, Expression Body)
    : Expression(Span);
