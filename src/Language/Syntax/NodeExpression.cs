using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>A node definition.</summary>
public sealed record NodeExpression(
    Span Span,
    ImmutableArray<Expression> Matches,
    Expression? Parent,
    Expression? Body
) : Expression(Span);
