using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Ruby;

// Variables, and what can stand on the left of an assignment besides calls.

internal sealed record LocalVariable(Span Span, string Name) : Expression(Span);

internal sealed record InstanceVariable(Span Span, string Name) : Expression(Span);

internal sealed record ClassVariable(Span Span, string Name) : Expression(Span);

internal sealed record GlobalVariable(Span Span, string Name) : Expression(Span);

/// <param name="Scope">What it is looked up in; null for the surroundings.</param>
/// <param name="IsTop">Written with leading <c>::</c>.</param>
internal sealed record ConstantExpression(Span Span, Expression? Scope, bool IsTop, string Name)
    : Expression(Span);

internal sealed record AssignExpression(Span Span, Expression Target, Expression Value) : Expression(Span);

/// <param name="Operator"><c>||</c>, <c>&amp;&amp;</c> or the name of a method.</param>
internal sealed record OperatorAssignExpression(
    Span Span,
    Expression Target,
    string Operator,
    Expression Value
) : Expression(Span);

internal sealed record MultipleAssignExpression(Span Span, MultipleTarget Target, Expression Value)
    : Expression(Span);

/// <summary>Several targets, one of which may take the rest.</summary>
/// <param name="Rest">Null when there is none, or when the rest is thrown away.</param>
internal sealed record MultipleTarget(
    Span Span,
    ImmutableArray<Expression> Before,
    Expression? Rest,
    bool HasRest,
    ImmutableArray<Expression> After
) : Expression(Span);
