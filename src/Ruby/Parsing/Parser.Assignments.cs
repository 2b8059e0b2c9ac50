using System.Collections.Immutable;

namespace Bunraku.Ruby;

// Assignments to one target, to several, and with an operator.
internal sealed partial class Parser
{
    /// <summary>A statement, which may assign to several targets.</summary>
    private Expression StatementWithTargets()
    {
        var start = current.Start;
        if (Is(TokenKind.Splat) || Is(TokenKind.OpenParen) && LooksLikeTargets())
        {
            var saved = (lexer.Mark, current, previousEnd);
            if (TryTargets(start, null) is { } targets)
            {
                return MultipleAssignment(start, targets);
            }
            (lexer.Mark, current, previousEnd) = saved;
            (statementStart, commandAt) = (start, start);
        }
        var left = Expression();
        if (Is(TokenKind.Comma) && left.Span.Start == start && IsTarget(left))
        {
            var saved = (lexer.Mark, current, previousEnd);
            if (TryTargets(start, left) is { } targets)
            {
                return MultipleAssignment(start, targets);
            }
            (lexer.Mark, current, previousEnd) = saved;
        }
        return left;
    }

    private MultipleAssignExpression MultipleAssignment(int start, MultipleTarget targets)
    {
        // Parentheses around all targets mean nothing; with a comma after them they are one target.
        if (
            targets is { Before: [MultipleTarget inner], HasRest: false, After: [] }
            && !File.Text.AsSpan(inner.Span.End..current.Start).Contains(',')
        )
        {
            targets = inner;
        }
        Advance();
        commandAt = current.Start;
        var value = AssignedList();
        if (Is(TokenKind.RescueWord))
        {
            value = RescueModifier(value, start);
        }
        return new MultipleAssignExpression(From(start), targets, value);
    }

    /// <summary>The targets before <c>=</c>; null when this is something else.</summary>
    private MultipleTarget? TryTargets(int start, Expression? first)
    {
        try
        {
            var targets = TargetList(start, first, TokenKind.Assign);
            return targets is not null && Is(TokenKind.Assign) ? targets : null;
        }
        catch (RubySyntaxException)
        {
            return null;
        }
    }

    /// <summary>
    /// At a parenthesis: whether it closes before a comma or <c>=</c>, with nothing in it that no target has.
    /// </summary>
    private bool LooksLikeTargets()
    {
        var text = File.Text;
        var depth = 0;
        var i = current.Start;
        do
        {
            var c = text[i++];
            depth +=
                c == '(' ? 1
                : c == ')' ? -1
                : 0;
            if (!Lexer.IsNamePart(c) && !"()*,.@$[]:;<' \t".Contains(c, StringComparison.Ordinal))
            {
                return false;
            }
        } while (depth > 0 && i < text.Length);
        var rest = text.AsSpan(i).TrimStart(" \t");
        return rest is [',', ..] || rest is ['=', not ('=' or '~' or '>'), ..];
    }

    private MultipleTarget? TargetList(int start, Expression? first, TokenKind end)
    {
        var before = ImmutableArray.CreateBuilder<Expression>();
        var after = ImmutableArray.CreateBuilder<Expression>();
        Expression? rest = null;
        var hasRest = false;
        if (first is not null)
        {
            before.Add(Declared(first));
            Advance();
        }
        while (!Is(end))
        {
            if (!hasRest && (Is(TokenKind.Splat) || Is(TokenKind.Star)))
            {
                Advance();
                hasRest = true;
                if (!Is(TokenKind.Comma) && !Is(end) && !Is(TokenKind.InWord))
                {
                    rest = Target();
                    if (rest is null)
                    {
                        return null;
                    }
                }
            }
            else if (Target() is { } target)
            {
                (hasRest ? after : before).Add(target);
            }
            else
            {
                return null;
            }
            if (!Accept(TokenKind.Comma))
            {
                break;
            }
        }
        return Is(end)
            ? new MultipleTarget(From(start), before.ToImmutable(), rest, hasRest, after.ToImmutable())
            : null;
    }

    /// <summary>One target, or several in parentheses; null when it is none.</summary>
    private Expression? Target()
    {
        var start = current.Start;
        if (Is(TokenKind.OpenParen) || Is(TokenKind.OpenArgument))
        {
            var saved = (lexer.Mark, current, previousEnd);
            if (Grouped(start) is { } inner)
            {
                return inner;
            }
            // A value in parentheses, of which something is set: `(a; b).c`.
            (lexer.Mark, current, previousEnd) = saved;
        }
        else if (!CanStartTarget(current.Kind))
        {
            return null;
        }
        var target = Postfix(Primary(), start);
        return IsTarget(target) ? Declared(target) : null;
    }

    /// <summary>Several targets in parentheses; null when these are around a value.</summary>
    private MultipleTarget? Grouped(int start)
    {
        try
        {
            Advance();
            var inner = TargetList(start, null, TokenKind.CloseParen);
            return inner is not null && Accept(TokenKind.CloseParen) && !Is(TokenKind.Dot) ? inner : null;
        }
        catch (RubySyntaxException)
        {
            return null;
        }
    }

    private static bool CanStartTarget(TokenKind kind) =>
        kind
            is TokenKind.Identifier
                or TokenKind.Constant
                or TokenKind.InstanceVariable
                or TokenKind.ClassVariable
                or TokenKind.GlobalVariable
                or TokenKind.SelfWord
                or TokenKind.TopScope;

    private static bool IsTarget(Expression expression) =>
        expression
            is LocalVariable
                or InstanceVariable
                or ClassVariable
                or GlobalVariable
                or ConstantExpression
                or CallExpression { Name: "[]", Block: null }
                or CallExpression { IsBare: true }
                or CallExpression
                {
                    Receiver: not null,
                    Arguments.Length: 0,
                    Block: null,
                    BlockArgument: null
                };

    /// <summary>A bare name on the left of an assignment becomes a variable.</summary>
    private Expression Declared(Expression target)
    {
        if (isInMethod && target is ConstantExpression)
        {
            throw lexer.Failure(target.Span.Start, target.Span.End, "a method assigns no constant");
        }
        if (target is CallExpression { IsBare: true } or LocalVariable)
        {
            var name = target is CallExpression { Name: var called } ? called : ((LocalVariable)target).Name;
            if (VariableScope.IsNumbered(name))
            {
                throw lexer.Failure(
                    target.Span.Start,
                    target.Span.End,
                    $"{name} is reserved for numbered parameter"
                );
            }
        }
        if (target is GlobalVariable { Name: ['$', '&' or '`' or '\'' or '+' or (>= '1' and <= '9'), ..] })
        {
            throw lexer.Failure(
                target.Span.Start,
                target.Span.End,
                $"Can't set variable {((GlobalVariable)target).Name}"
            );
        }
        if (target is CallExpression { IsBare: true } call)
        {
            variables.Declare(call.Name);
            return new LocalVariable(call.Span, call.Name);
        }
        if (target is LocalVariable local)
        {
            variables.Declare(local.Name);
        }
        return target;
    }

    private Expression Assignment(Expression target, int start)
    {
        var isStatement = start == statementStart;
        var mayBeCommand = isStatement || start == commandAt;
        target = Declared(target);
        if (Is(TokenKind.OperatorAssign))
        {
            var name = current.Text;
            Advance();
            SkipLineBreaks();
            commandAt = mayBeCommand ? current.Start : commandAt;
            var operand = AssignedValue();
            return new OperatorAssignExpression(From(start), target, name, operand);
        }
        Advance();
        SkipLineBreaks();
        if (isStatement)
        {
            statementStart = current.Start;
        }
        commandAt = mayBeCommand ? current.Start : commandAt;
        var value = isStatement ? AssignedList() : AssignedValue();
        if (isStatement && Is(TokenKind.RescueWord))
        {
            value = RescueModifier(value, value.Span.Start);
        }
        return new AssignExpression(From(start), target, Value(value));
    }

    /// <summary>What has to have a value, and so is none of those that leave.</summary>
    private Expression Value(Expression expression) =>
        expression is ExitExpression exit
            ? throw lexer.Failure(exit.Span.Start, exit.Span.End, "this has no value, it only leaves")
            : expression;

    private Expression AssignedValue()
    {
        var mayBeCommand = current.Start == commandAt;
        var value = Expression();
        return Is(TokenKind.RescueWord) ? RescueAfterValue(value, mayBeCommand) : value;
    }

    private BeginExpression RescueAfterValue(Expression value, bool mayBeCommand)
    {
        Advance();
        commandAt = mayBeCommand ? current.Start : commandAt;
        var otherwise = Expression();
        return new BeginExpression(
            From(value.Span.Start),
            value,
            [new RescueClause([], null, otherwise)],
            null,
            null
        );
    }

    /// <summary>One value, or several that make an array.</summary>
    private Expression AssignedList()
    {
        var start = current.Start;
        var first = Is(TokenKind.Splat) || Is(TokenKind.Star) ? Splat() : AssignedValue();
        if (!Is(TokenKind.Comma) && first is not SplatExpression)
        {
            return first;
        }
        var items = ImmutableArray.CreateBuilder<Expression>();
        items.Add(first);
        while (Accept(TokenKind.Comma))
        {
            SkipNewlines();
            items.Add(Is(TokenKind.Splat) || Is(TokenKind.Star) ? Splat() : Expression());
        }
        return new ArrayExpression(From(start), items.ToImmutable());
    }

    private SplatExpression Splat()
    {
        var start = current.Start;
        Advance();
        var value = Expression();
        return new SplatExpression(From(start), value);
    }
}
