using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>
/// <c>function(arguments) |…| { }</c>, or a statement call without parentheses (PN <c>invoke</c>).
/// </summary>
public sealed record CallExpression(
    Span Span,
    Expression Function,
    ImmutableArray<Expression> Arguments,
    LambdaExpression? Lambda,
    bool IsStatement
) : Expression(Span);
