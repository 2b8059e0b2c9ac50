using System.Collections.Immutable;

namespace Bunraku.Ruby;

// Calls: receivers, names, arguments with and without parentheses.
internal sealed partial class Parser
{
    /// <summary>What follows an operand: calls, indices, blocks.</summary>
    private Expression Postfix(Expression operand, int start)
    {
        while (true)
        {
            switch (current.Kind)
            {
                case TokenKind.Dot or TokenKind.SafeDot:
                    operand = MethodCall(operand, start);
                    break;
                case TokenKind.Scope:
                    operand = Scoped(operand, start);
                    break;
                case TokenKind.OpenIndex:
                    var open = current;
                    Advance();
                    var arguments = Arguments(TokenKind.CloseBracket, "]", open);
                    var passed = arguments is [.., BlockPassExpression last] ? last.Value : null;
                    arguments = passed is null ? arguments : arguments.RemoveAt(arguments.Length - 1);
                    operand = new CallExpression(From(start), operand, "[]", SpanOf(open), arguments)
                    {
                        BlockArgument = passed,
                    };
                    break;
                case TokenKind.OpenBlock when !refusesBrace && TakesBlock(operand) && !IsCommand(operand):
                    operand = WithBlock(operand, BraceBlock(), start);
                    break;
                case TokenKind.DoWord when !refusesDo && TakesBlock(operand):
                    operand = WithBlock(operand, DoBlock(), start);
                    break;
                default:
                    return operand;
            }
        }
    }

    private static bool TakesBlock(Expression operand) =>
        operand
            is CallExpression { Block: null, BlockArgument: null, Name: not "[]" }
                or SuperExpression { Block: null, BlockArgument: null };

    /// <summary>Whether it has arguments without parentheses: no <c>{</c> belongs to it then.</summary>
    private bool IsCommand(Expression operand) =>
        operand is CallExpression { Arguments.Length: > 0 } or SuperExpression { Arguments: [_, ..] }
        && File.Text[previousEnd - 1] != ')';

    private Expression WithBlock(Expression call, BlockExpression block, int start) =>
        call switch
        {
            CallExpression plain => plain with { Span = From(start), Block = block, IsBare = false },
            SuperExpression super => super with { Span = From(start), Block = block },
            _ => throw Unexpected("the end of the statement"),
        };

    private Expression MethodCall(Expression receiver, int start)
    {
        var isSafe = Is(TokenKind.SafeDot);
        Value(receiver);
        Advance();
        SkipNewlines();
        var name = current;
        if (name.Kind is TokenKind.OpenCall or TokenKind.OpenParen or TokenKind.OpenArgument)
        {
            name = name with { Kind = TokenKind.Identifier, Text = "call", End = name.Start };
            current = current with { Kind = TokenKind.OpenCall };
            return CallAfterName(receiver, name, start, isSafe);
        }
        if (name.Kind is not (TokenKind.Identifier or TokenKind.Constant or TokenKind.Label))
        {
            throw Unexpected("the name of a method");
        }
        Advance();
        return CallAfterName(receiver, name, start, isSafe);
    }

    private Expression Scoped(Expression scope, int start)
    {
        Advance();
        var name = current;
        if (name.Kind == TokenKind.OpenCall)
        {
            return CallAfterName(scope, name with { Text = "call", End = name.Start }, start, isSafe: false);
        }
        if (name.Kind is not (TokenKind.Identifier or TokenKind.Constant))
        {
            throw Unexpected("a name");
        }
        Advance();
        return name.Kind == TokenKind.Constant && !Is(TokenKind.OpenCall) && !IsCommandOfName(start)
            ? new ConstantExpression(From(start), scope, IsTop: false, name.Text)
            : CallAfterName(scope, name, start, isSafe: false);
    }

    /// <summary>Behind the name of a method: its arguments.</summary>
    private CallExpression CallAfterName(Expression? receiver, Token name, int start, bool isSafe)
    {
        ImmutableArray<Expression> arguments = [];
        var isBare = receiver is null;
        if (Is(TokenKind.OpenCall))
        {
            var open = current;
            Advance();
            arguments = Arguments(TokenKind.CloseParen, ")", open);
            isBare = false;
        }
        else if (start == commandAt && CanStartCommand())
        {
            arguments = CommandArguments();
            isBare = false;
        }
        if (name.Kind == TokenKind.Identifier && name.Text[^1] is '?' or '!')
        {
            isBare = false;
        }
        Expression? passed = null;
        if (arguments is [.., BlockPassExpression last])
        {
            passed = last.Value ?? new LocalVariable(last.Span, "&");
            arguments = arguments.RemoveAt(arguments.Length - 1);
        }
        if (arguments.Any(argument => argument is SplatExpression { Value: LocalVariable { Name: "..." } }))
        {
            passed = new LocalVariable(SpanOf(name), "&");
        }
        return new CallExpression(From(start), receiver, name.Text, SpanOf(name), arguments, isSafe, isBare)
        {
            BlockArgument = passed,
        };
    }

    /// <summary>
    /// Behind a name that may be a value: whether it is a method's, with arguments behind it.
    /// </summary>
    private bool IsCommandOfName(int start) =>
        start == commandAt
        && IsPlainOperand(current.Kind)
        && (
            current.HasSpace
            || current.Kind is not (TokenKind.Identifier or TokenKind.Constant or TokenKind.Lambda)
        );

    /// <summary>Whether arguments without parentheses begin here.</summary>
    private bool CanStartCommand() =>
        current.Kind switch
        {
            TokenKind.Literal or TokenKind.StringLabel => true,
            TokenKind.Label => true,
            TokenKind.Splat or TokenKind.DoubleSplat or TokenKind.BlockPass => true,
            TokenKind.OpenHash => false,
            TokenKind.Bang => current.HasSpace,
            TokenKind.IfWord or TokenKind.UnlessWord or TokenKind.WhileWord => false,
            TokenKind.OpenParen => false,
            TokenKind.ClassWord => false,
            _ => CanStartOperand(current.Kind),
        };

    private ImmutableArray<Expression> CommandArguments()
    {
        var saved = refusesDo;
        refusesDo = true;
        var arguments = ArgumentList(TokenKind.Newline);
        refusesDo = saved;
        return arguments;
    }

    private ImmutableArray<Expression> Arguments(
        TokenKind close,
        string what,
        Token open,
        bool isList = false
    )
    {
        var (savedDo, savedPipe) = (refusesDo, refusesPipe);
        (refusesDo, refusesPipe) = (false, false);
        SkipNewlines();
        var arguments = Is(close) ? [] : ArgumentList(close, isList);
        SkipNewlines();
        (refusesDo, refusesPipe) = (savedDo, savedPipe);
        Close(close, what, open);
        return arguments;
    }

    private ImmutableArray<Expression> ArgumentList(TokenKind close, bool isList = false)
    {
        var arguments = ImmutableArray.CreateBuilder<Expression>();
        var pairs = ImmutableArray.CreateBuilder<HashPair>();
        var pairsStart = 0;
        Expression? block = null;
        // What is handed on alone may be such a call itself.
        var saved = commandAt;
        commandAt = isList ? commandAt : current.Start;
        while (true)
        {
            var start = current.Start;
            if (block is not null)
            {
                throw Unexpected("the end of the arguments");
            }
            if (IsPair())
            {
                pairsStart = pairs.Count == 0 ? start : pairsStart;
                pairs.Add(Pair(close)!);
            }
            else if (Is(TokenKind.BlockPass) || Is(TokenKind.Ampersand))
            {
                Advance();
                var value = Is(TokenKind.CloseParen) ? null : Expression();
                block = new BlockPassExpression(From(start), value);
            }
            else if (Argument(close) is var argument && Is(TokenKind.Arrow))
            {
                Advance();
                SkipNewlines();
                pairsStart = pairs.Count == 0 ? start : pairsStart;
                pairs.Add(new HashPair(argument, Expression()));
            }
            else if (pairs.Count > 0)
            {
                throw Unexpected("`=>`");
            }
            else
            {
                arguments.Add(argument);
            }
            // A line may end before the bracket, never before a comma.
            if (!Accept(TokenKind.Comma))
            {
                break;
            }
            SkipNewlines();
            if (Is(close))
            {
                break;
            }
        }
        if (pairs.Count > 0)
        {
            arguments.Add(new HashExpression(From(pairsStart), pairs.ToImmutable(), IsBraced: false));
        }
        if (block is not null)
        {
            arguments.Add(block);
        }
        commandAt = saved;
        return arguments.ToImmutable();
    }

    private bool IsPair() =>
        current.Kind is TokenKind.Label or TokenKind.StringLabel or TokenKind.DoubleSplat or TokenKind.Power;

    private Expression Argument(TokenKind close)
    {
        if (Is(TokenKind.Splat) || Is(TokenKind.Star))
        {
            return Splat();
        }
        if (Is(TokenKind.ExclusiveRange) && close == TokenKind.CloseParen)
        {
            var dots = current;
            var saved = (lexer.Mark, current, previousEnd);
            Advance();
            if (Is(TokenKind.CloseParen))
            {
                return new SplatExpression(SpanOf(dots), new LocalVariable(SpanOf(dots), "..."));
            }
            (lexer.Mark, current, previousEnd) = saved;
        }
        return Is(TokenKind.NotWord) && current.Start == commandAt ? NotStatement() : Value(Expression());
    }

    private YieldExpression Yield()
    {
        var start = current.Start;
        if (isInClass)
        {
            throw lexer.Failure(start, current.End, "there is no block to yield to in the body of a class");
        }
        Advance();
        ImmutableArray<Expression> arguments = [];
        if (Is(TokenKind.OpenCall))
        {
            var open = current;
            Advance();
            arguments = Arguments(TokenKind.CloseParen, ")", open);
        }
        else if (start == commandAt && CanStartCommand())
        {
            arguments = CommandArguments();
        }
        return new YieldExpression(From(start), arguments);
    }

    private SuperExpression Super()
    {
        var start = current.Start;
        Advance();
        ImmutableArray<Expression>? arguments = null;
        if (Is(TokenKind.OpenCall))
        {
            var open = current;
            Advance();
            arguments = Arguments(TokenKind.CloseParen, ")", open);
        }
        else if (start == commandAt && CanStartCommand())
        {
            arguments = CommandArguments();
        }
        Expression? passed = null;
        if (arguments is { } given && given is [.., BlockPassExpression last])
        {
            passed = last.Value ?? new LocalVariable(last.Span, "&");
            arguments = given.RemoveAt(given.Length - 1);
        }
        return new SuperExpression(From(start), arguments) { BlockArgument = passed };
    }
}
