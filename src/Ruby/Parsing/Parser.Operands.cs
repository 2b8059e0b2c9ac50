using System.Collections.Immutable;

namespace Bunraku.Ruby;

// Operands: what operators stand between.
internal sealed partial class Parser
{
    private static bool CanStartOperand(TokenKind kind) =>
        kind
            is TokenKind.Identifier
                or TokenKind.Constant
                or TokenKind.InstanceVariable
                or TokenKind.ClassVariable
                or TokenKind.GlobalVariable
                or TokenKind.Literal
                or TokenKind.OpenParen
                or TokenKind.OpenArgument
                or TokenKind.OpenArray
                or TokenKind.OpenHash
                or TokenKind.TopScope
                or TokenKind.Lambda
                or TokenKind.UnaryMinus
                or TokenKind.UnaryPlus
                or TokenKind.Tilde
                or TokenKind.Bang
                or TokenKind.BeginWord
                or TokenKind.CaseWord
                or TokenKind.DefWord
                or TokenKind.DefinedWord
                or TokenKind.FalseWord
                or TokenKind.FileWord
                or TokenKind.LineWord
                or TokenKind.NilWord
                or TokenKind.NotWord
                or TokenKind.SelfWord
                or TokenKind.SuperWord
                or TokenKind.TrueWord
                or TokenKind.YieldWord;

    /// <summary>Behind a variable or constant, these make it the name of a method.</summary>
    private static bool IsPlainOperand(TokenKind kind) =>
        kind
            is TokenKind.Identifier
                or TokenKind.Constant
                or TokenKind.InstanceVariable
                or TokenKind.ClassVariable
                or TokenKind.GlobalVariable
                or TokenKind.Literal
                or TokenKind.Lambda
                or TokenKind.NilWord
                or TokenKind.SelfWord;

    // The dispatcher of operands; the method length is that of the list of them.
    private Expression Primary()
    {
        var token = current;
        var span = SpanOf(token);
        switch (token.Kind)
        {
            case TokenKind.Identifier:
                return IdentifierOperand();
            case TokenKind.Constant:
                return ConstantOperand();
            case TokenKind.Literal:
                return LiteralOperand();
            case TokenKind.InstanceVariable:
                Advance();
                return new InstanceVariable(span, token.Text);
            case TokenKind.ClassVariable:
                Advance();
                return new ClassVariable(span, token.Text);
            case TokenKind.GlobalVariable:
                Advance();
                return new GlobalVariable(span, token.Text);
            case TokenKind.NilWord:
                Advance();
                return new NilExpression(span);
            case TokenKind.TrueWord or TokenKind.FalseWord:
                Advance();
                return new BooleanExpression(span, token.Kind == TokenKind.TrueWord);
            case TokenKind.SelfWord:
                Advance();
                return new SelfExpression(span);
            case TokenKind.FileWord:
                Advance();
                return new StringExpression(span, File.Path);
            case TokenKind.LineWord:
                Advance();
                return new NumberExpression(span, (long)span.Line);
            case TokenKind.OpenParen or TokenKind.OpenArgument:
                return Parenthesized();
            case TokenKind.OpenArray:
                return Array();
            case TokenKind.OpenHash:
                return Hash();
            case TokenKind.Lambda:
                return Lambda();
            case TokenKind.TopScope:
                return TopConstant();
            default:
                return KeywordOperand();
        }
    }

    private Expression KeywordOperand() =>
        current.Kind switch
        {
            TokenKind.IfWord => If(),
            TokenKind.UnlessWord => Unless(),
            TokenKind.WhileWord or TokenKind.UntilWord => While(),
            TokenKind.ForWord => For(),
            TokenKind.CaseWord => Case(),
            TokenKind.BeginWord => Begin(),
            TokenKind.DefWord => Def(),
            TokenKind.ClassWord => Class(),
            TokenKind.ModuleWord => Module(),
            TokenKind.AliasWord => Alias(),
            TokenKind.UndefWord => Undef(),
            TokenKind.YieldWord => Yield(),
            TokenKind.SuperWord => Super(),
            TokenKind.ReturnWord => Exit(ExitKind.Return),
            TokenKind.BreakWord => Exit(ExitKind.Break),
            TokenKind.NextWord => Exit(ExitKind.Next),
            TokenKind.RedoWord => Exit(ExitKind.Redo),
            TokenKind.RetryWord => Exit(ExitKind.Retry),
            TokenKind.DefinedWord => Defined(),
            TokenKind.NotWord => Not(),
            _ => throw Unexpected("an expression"),
        };

    /// <summary><c>not(value)</c>, which is an operand like any call.</summary>
    private NotExpression Not()
    {
        var start = current.Start;
        Advance();
        current = current with { Kind = TokenKind.OpenParen };
        var value = Parenthesized();
        return new NotExpression(From(start), value);
    }

    /// <summary>A literal; strings that follow each other are one.</summary>
    private Expression LiteralOperand()
    {
        var start = current.Start;
        var literal = current.Literal!;
        Advance();
        while (
            literal is StringExpression or InterpolationExpression
            && Is(TokenKind.Literal)
            && current.Literal is StringExpression or InterpolationExpression
        )
        {
            var parts = Parts(literal).AddRange(Parts(current.Literal!));
            Advance();
            literal = parts.All(part => part is StringExpression)
                ? new StringExpression(
                    From(start),
                    string.Concat(parts.Cast<StringExpression>().Select(p => p.Value))
                )
                : new InterpolationExpression(From(start), parts);
        }
        return literal;
    }

    private static ImmutableArray<Expression> Parts(Expression literal) =>
        literal is InterpolationExpression interpolation ? interpolation.Parts : [literal];

    private Expression Parenthesized()
    {
        var open = current;
        Advance();
        var body = Statements();
        Close(TokenKind.CloseParen, ")", open);
        // Wrapped, so that a name in parentheses is no target of an assignment.
        return new SequenceExpression(From(open.Start), [body]);
    }

    private ArrayExpression Array()
    {
        var open = current;
        Advance();
        var items = Arguments(TokenKind.CloseBracket, "]", open, isList: true);
        return new ArrayExpression(From(open.Start), items);
    }

    private HashExpression Hash()
    {
        var open = current;
        var (savedDo, savedPipe) = (refusesDo, refusesPipe);
        (refusesDo, refusesPipe) = (false, false);
        Advance();
        var pairs = ImmutableArray.CreateBuilder<HashPair>();
        SkipNewlines();
        while (!Is(TokenKind.CloseBrace))
        {
            pairs.Add(Pair(TokenKind.CloseBrace) ?? throw Unexpected("a key of a hash"));
            if (!Accept(TokenKind.Comma))
            {
                break;
            }
            SkipNewlines();
        }
        SkipNewlines();
        (refusesDo, refusesPipe) = (savedDo, savedPipe);
        Close(TokenKind.CloseBrace, "}", open);
        return new HashExpression(From(open.Start), pairs.ToImmutable(), IsBraced: true);
    }

    /// <summary>A key and its value; null when what stands here, being read, is no key.</summary>
    private HashPair? Pair(TokenKind close)
    {
        var token = current;
        switch (token.Kind)
        {
            case TokenKind.DoubleSplat or TokenKind.Power:
                Advance();
                return new HashPair(null, Expression());
            case TokenKind.Label:
                Advance();
                var key = new SymbolExpression(SpanOf(token), token.Text);
                SkipNewlines();
                return
                    Is(TokenKind.Comma)
                    || Is(close)
                    || Is(TokenKind.Newline)
                    || Is(TokenKind.EndWord)
                    || Is(TokenKind.CloseBrace)
                    || Is(TokenKind.End)
                    ? new HashPair(key, NameAlone(token))
                    : new HashPair(key, Expression());
            case TokenKind.StringLabel:
                Advance();
                SkipNewlines();
                Expression symbol = token.Literal is StringExpression plain
                    ? new SymbolExpression(SpanOf(token), plain.Value)
                    : new InterpolatedSymbolExpression(SpanOf(token), token.Literal!);
                return new HashPair(symbol, Expression());
            default:
                var left = Expression();
                SkipNewlines();
                if (!Accept(TokenKind.Arrow))
                {
                    throw Unexpected("`=>`");
                }
                SkipNewlines();
                return new HashPair(left, Expression());
        }
    }

    /// <summary>The value of <c>{ name: }</c>: the variable or method of that name.</summary>
    private Expression NameAlone(Token label)
    {
        var span = File.At(label.Start, label.End - 1);
        if (label.Text[^1] is '!' or '?')
        {
            throw lexer.Failure(span.Start, span.End, $"identifier {label.Text} is not valid to get");
        }
        return variables.Knows(label.Text)
            ? new LocalVariable(span, label.Text)
            : new CallExpression(span, null, label.Text, span, [], IsBare: true);
    }

    private Expression TopConstant()
    {
        var start = current.Start;
        Advance();
        var name = current;
        Expect(TokenKind.Constant, "a constant");
        return new ConstantExpression(From(start), null, IsTop: true, name.Text);
    }

    private Expression ConstantOperand()
    {
        var token = current;
        Advance();
        if (Is(TokenKind.OpenCall) || IsCommandOfName(token.Start))
        {
            return CallAfterName(null, token, token.Start, isSafe: false);
        }
        return new ConstantExpression(SpanOf(token), null, IsTop: false, token.Text);
    }

    private Expression IdentifierOperand()
    {
        var token = current;
        if (variables.Knows(token.Text))
        {
            Advance();
            if (VariableScope.IsNumbered(token.Text) && variables.Use(token.Text[1] - '0') is { } problem)
            {
                throw lexer.Failure(token.Start, token.End, problem);
            }
            return
                Is(TokenKind.OpenCall)
                || Is(TokenKind.OpenBlock) && !refusesBrace
                || Is(TokenKind.DoWord) && !refusesDo
                || current.HasSpace && IsCommandOfName(token.Start)
                ? CallAfterName(null, token, token.Start, isSafe: false)
                : new LocalVariable(SpanOf(token), token.Text);
        }
        if (VariableScope.IsNumbered(token.Text) && variables.HasOrdinary)
        {
            throw lexer.Failure(token.Start, token.End, "ordinary parameter is defined");
        }
        Advance();
        return CallAfterName(null, token, token.Start, isSafe: false);
    }
}
