using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary><c>receiver.function(arguments) |…| { }</c>; also <c>receiver.function</c> alone.</summary>
public sealed record MethodCallExpression(
    Span Span,
    Expression Receiver,
    NameExpression Function,
    ImmutableArray<Expression> Arguments,
    LambdaExpression? Lambda
) : Expression(Span);
