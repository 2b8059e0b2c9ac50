using System.Collections.Immutable;

namespace Bunraku.Ruby;

// Conditions, loops, cases, and the handling of exceptions.
internal sealed partial class Parser
{
    private Expression If()
    {
        var open = current;
        Advance();
        var condition = Condition();
        var result = IfRest(open, condition);
        return result;
    }

    private Expression Condition()
    {
        var saved = refusesDo;
        refusesDo = false;
        SkipNewlines();
        var condition = ExpressionStatement();
        refusesDo = saved;
        Then();
        return condition;
    }

    private void Then()
    {
        if (!Is(TokenKind.Newline) && !Is(TokenKind.ThenWord))
        {
            throw Unexpected("`then` or the end of the line");
        }
        SkipNewlines();
        Accept(TokenKind.ThenWord);
    }

    private IfExpression IfRest(Token open, Expression condition)
    {
        var then = Statements();
        Expression? otherwise = null;
        if (Is(TokenKind.ElsifWord))
        {
            var start = current;
            Advance();
            var next = Condition();
            otherwise = IfRest(open, next);
            return new IfExpression(From(start.Start), condition, then, otherwise)
            {
                Span = From(open.Start),
            };
        }
        if (Accept(TokenKind.ElseWord))
        {
            otherwise = Statements();
        }
        Close(TokenKind.EndWord, "end", open);
        return new IfExpression(From(open.Start), condition, then, otherwise);
    }

    private IfExpression Unless()
    {
        var open = current;
        Advance();
        var condition = Condition();
        var then = Statements();
        var otherwise = Accept(TokenKind.ElseWord) ? Statements() : null;
        Close(TokenKind.EndWord, "end", open);
        return new IfExpression(From(open.Start), condition, otherwise, then);
    }

    private WhileExpression While()
    {
        var open = current;
        Advance();
        var wasInLoop = isInLoop;
        isInLoop = true;
        var condition = LoopHead();
        var body = Statements();
        isInLoop = wasInLoop;
        Close(TokenKind.EndWord, "end", open);
        return new WhileExpression(
            From(open.Start),
            condition,
            body,
            open.Kind == TokenKind.UntilWord,
            IsAfter: false
        );
    }

    private Expression LoopHead()
    {
        var saved = refusesDo;
        refusesDo = true;
        var head = ExpressionStatement();
        refusesDo = saved;
        if (!Is(TokenKind.Newline) && !Is(TokenKind.DoWord))
        {
            throw Unexpected("`do` or the end of the line");
        }
        SkipNewlines();
        Accept(TokenKind.DoWord);
        return head;
    }

    private ForExpression For()
    {
        var open = current;
        Advance();
        var targets = TargetList(current.Start, null, TokenKind.InWord) ?? throw Unexpected("a variable");
        Expression target = targets is { Before.Length: 1, HasRest: false } ? targets.Before[0] : targets;
        Expect(TokenKind.InWord, "`in`");
        var items = LoopHead();
        var wasInLoop = isInLoop;
        isInLoop = true;
        var body = Statements();
        isInLoop = wasInLoop;
        Close(TokenKind.EndWord, "end", open);
        return new ForExpression(From(open.Start), target, items, body);
    }

    private Expression Case()
    {
        var open = current;
        Advance();
        refusesIn = true;
        var subject = Is(TokenKind.Newline) || Is(TokenKind.WhenWord) ? null : ExpressionStatement();
        refusesIn = false;
        SkipNewlines();
        if (Is(TokenKind.InWord) && subject is not null)
        {
            return CaseIn(open, subject);
        }
        var clauses = ImmutableArray.CreateBuilder<WhenClause>();
        while (Accept(TokenKind.WhenWord))
        {
            var conditions = ImmutableArray.CreateBuilder<Expression>();
            do
            {
                SkipNewlines();
                conditions.Add(Is(TokenKind.Splat) || Is(TokenKind.Star) ? Splat() : Expression());
            } while (Accept(TokenKind.Comma));
            Then();
            clauses.Add(new WhenClause(conditions.ToImmutable(), Statements()));
        }
        if (clauses.Count == 0)
        {
            throw Unexpected("`when`");
        }
        var otherwise = Accept(TokenKind.ElseWord) ? Statements() : null;
        Close(TokenKind.EndWord, "end", open);
        return new CaseExpression(From(open.Start), subject, clauses.ToImmutable(), otherwise);
    }

    private BeginExpression Begin()
    {
        var open = current;
        Advance();
        var body = BodyWithRescue(open.Start);
        Close(TokenKind.EndWord, "end", open);
        return body is BeginExpression begin && begin.Span.Start == open.Start
            ? begin with
            {
                Span = From(open.Start),
            }
            : new BeginExpression(From(open.Start), body, [], null, null);
    }

    /// <summary>The body of a method, a block or <c>begin</c>, up to its <c>end</c>.</summary>
    private Expression BodyWithRescue(int start)
    {
        var body = Statements();
        if (!Is(TokenKind.RescueWord) && !Is(TokenKind.EnsureWord) && !Is(TokenKind.ElseWord))
        {
            return body;
        }
        var rescues = ImmutableArray.CreateBuilder<RescueClause>();
        while (Is(TokenKind.RescueWord))
        {
            rescues.Add(Rescue());
        }
        if (Is(TokenKind.ElseWord) && rescues.Count == 0)
        {
            throw lexer.Failure(current.Start, current.End, "`else` without `rescue`");
        }
        var otherwise = Accept(TokenKind.ElseWord) ? Statements() : null;
        var ensure = Accept(TokenKind.EnsureWord) ? Statements() : null;
        return new BeginExpression(From(start), body, rescues.ToImmutable(), otherwise, ensure);
    }

    private RescueClause Rescue()
    {
        Advance();
        var classes = ImmutableArray.CreateBuilder<Expression>();
        while (!Is(TokenKind.Newline) && !Is(TokenKind.ThenWord) && !Is(TokenKind.Arrow))
        {
            classes.Add(Is(TokenKind.Splat) || Is(TokenKind.Star) ? Splat() : Expression());
            if (!Accept(TokenKind.Comma))
            {
                break;
            }
            SkipNewlines();
        }
        Expression? target = null;
        if (Accept(TokenKind.Arrow))
        {
            target = Target() ?? throw Unexpected("a variable");
        }
        Then();
        var saved = isInRescue;
        isInRescue = true;
        var body = Statements();
        isInRescue = saved;
        return new RescueClause(classes.ToImmutable(), target, body);
    }

    private ExitExpression Exit(ExitKind kind)
    {
        var start = current.Start;
        if (!isInLoop && kind is (ExitKind.Break or ExitKind.Next or ExitKind.Redo))
        {
            strays.Add(current);
        }
        Advance();
        if (kind == ExitKind.Retry && !isInRescue)
        {
            throw lexer.Failure(start, previousEnd, "there is nothing to begin again outside of `rescue`");
        }
        if (kind is ExitKind.Redo or ExitKind.Retry)
        {
            return new ExitExpression(From(start), kind, null);
        }
        if (kind == ExitKind.Return && isInClass)
        {
            throw lexer.Failure(start, previousEnd, "there is nothing to return from in the body of a class");
        }
        Expression? value = null;
        if (
            start == commandAt && CanStartCommand()
            || Is(TokenKind.OpenParen)
            || Is(TokenKind.OpenHash)
            || Is(TokenKind.CaseWord)
            || Is(TokenKind.OpenCall)
        )
        {
            current = Is(TokenKind.OpenCall) ? current with { Kind = TokenKind.OpenParen } : current;
            var arguments = ArgumentList(TokenKind.Newline);
            value = arguments is [not SplatExpression]
                ? arguments[0]
                : new ArrayExpression(From(start), arguments);
        }
        return new ExitExpression(From(start), kind, value);
    }
}
