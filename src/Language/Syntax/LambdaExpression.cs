using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary><c>|parameters| >> Type { body }</c>.</summary>
public sealed record LambdaExpression(
    Span Span,
    ImmutableArray<Parameter> Parameters,
    Expression? ReturnType,
    Expression Body
) : Expression(Span);
