using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Ruby;

// Definitions of methods, classes and modules.

/// <param name="Singleton">The object whose method it becomes; null for instances of the class.</param>
internal sealed record MethodDefinition(
    Span Span,
    Expression? Singleton,
    string Name,
    Parameters Parameters,
    Expression Body
) : Expression(Span);

internal sealed record ClassDefinition(
    Span Span,
    ConstantExpression Name,
    Expression? Superclass,
    Expression Body
) : Expression(Span);

internal sealed record ModuleDefinition(Span Span, ConstantExpression Name, Expression Body)
    : Expression(Span);

internal sealed record SingletonClassDefinition(Span Span, Expression Object, Expression Body)
    : Expression(Span);

internal sealed record AliasDefinition(Span Span, Expression New, Expression Old) : Expression(Span);

internal sealed record UndefDefinition(Span Span, ImmutableArray<Expression> Names) : Expression(Span);
