using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Ruby;

// Control: which part of a program runs, how often, and how it is left.

internal sealed record IfExpression(Span Span, Expression Condition, Expression? Then, Expression? Else)
    : Expression(Span);

/// <param name="IsUntil">Goes on while the condition is false.</param>
/// <param name="IsAfter">The body runs before the condition is looked at.</param>
internal sealed record WhileExpression(
    Span Span,
    Expression Condition,
    Expression Body,
    bool IsUntil,
    bool IsAfter
) : Expression(Span);

internal sealed record ForExpression(Span Span, Expression Target, Expression Items, Expression Body)
    : Expression(Span);

internal sealed record CaseExpression(
    Span Span,
    Expression? Subject,
    ImmutableArray<WhenClause> Clauses,
    Expression? Else
) : Expression(Span);

internal sealed record WhenClause(ImmutableArray<Expression> Conditions, Expression Body);

internal sealed record BeginExpression(
    Span Span,
    Expression Body,
    ImmutableArray<RescueClause> Rescues,
    Expression? Else,
    Expression? Ensure
) : Expression(Span);

internal sealed record RescueClause(ImmutableArray<Expression> Classes, Expression? Target, Expression Body);

internal sealed record AndExpression(Span Span, Expression Left, Expression Right) : Expression(Span);

internal sealed record OrExpression(Span Span, Expression Left, Expression Right) : Expression(Span);

internal sealed record NotExpression(Span Span, Expression Value) : Expression(Span);

internal sealed record DefinedExpression(Span Span, Expression Value) : Expression(Span);

internal enum ExitKind
{
    Return,
    Break,
    Next,
    Redo,
    Retry,
}

internal sealed record ExitExpression(Span Span, ExitKind Kind, Expression? Value) : Expression(Span);
