using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>A class definition; the name is fully qualified by its surroundings.</summary>
public sealed record ClassExpression(
    Span Span,
    string Name,
    ImmutableArray<Parameter> Parameters,
    string? Parent,
    Expression? Body
) : Expression(Span);
