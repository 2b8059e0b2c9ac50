using System.Collections.Immutable;

namespace Bunraku.Ruby;

// Definitions of methods, classes and modules.
internal sealed partial class Parser
{
    private MethodDefinition Def()
    {
        var open = current;
        Advance();
        var (singleton, name) = DefinedName();
        var outer = variables;
        variables = new VariableScope(null);
        var (savedDo, savedPipe, savedMethod, savedClass) = (refusesDo, refusesPipe, isInMethod, isInClass);
        var (savedCommand, savedRescue, savedLoop) = (commandAt, isInRescue, isInLoop);
        (isInRescue, isInLoop) = (false, false);
        (refusesDo, refusesPipe, isInMethod, isInClass) = (false, false, true, false);
        var parameters = MethodParameters();
        Expression body;
        if (Accept(TokenKind.Assign))
        {
            SkipNewlines();
            commandAt = current.Start;
            body = AssignedValue();
        }
        else
        {
            body = BodyWithRescue(open.Start);
            Close(TokenKind.EndWord, "end", open);
        }
        variables = outer;
        (refusesDo, refusesPipe, isInMethod, isInClass) = (savedDo, savedPipe, savedMethod, savedClass);
        (commandAt, isInRescue, isInLoop) = (savedCommand, savedRescue, savedLoop);
        var method = new MethodDefinition(From(open.Start), singleton, name, parameters, body);
        firstMethod ??= method;
        return method;
    }

    private MethodDefinition? firstMethod;

    private (Expression? Singleton, string Name) DefinedName()
    {
        var token = current;
        Expression? singleton = null;
        if (Is(TokenKind.OpenParen) || Is(TokenKind.OpenCall) || Is(TokenKind.OpenArgument))
        {
            return DefinedOnResult();
        }
        if (token.Kind == TokenKind.SelfWord)
        {
            singleton = new SelfExpression(SpanOf(token));
        }
        else if (token.Kind is TokenKind.InstanceVariable)
        {
            singleton = new InstanceVariable(SpanOf(token), token.Text);
        }
        else if (token.Kind is TokenKind.GlobalVariable)
        {
            singleton = new GlobalVariable(SpanOf(token), token.Text);
        }
        else if (token.Kind is not (TokenKind.Identifier or TokenKind.Constant or TokenKind.Label))
        {
            throw Unexpected("the name of a method");
        }
        Advance();
        if (!Is(TokenKind.Dot) && !Is(TokenKind.Scope))
        {
            return singleton is null or SelfExpression ? (null, token.Text) : throw Unexpected("`.`");
        }
        singleton ??=
            token.Kind == TokenKind.Constant
                ? new ConstantExpression(SpanOf(token), null, IsTop: false, token.Text)
            : variables.Knows(token.Text) ? new LocalVariable(SpanOf(token), token.Text)
            : new CallExpression(SpanOf(token), null, token.Text, SpanOf(token), [], IsBare: true);
        return (singleton, SingletonName());
    }

    private string SingletonName()
    {
        lexer.State = LexerState.MethodName;
        Advance();
        var name = current.Text;
        if (!Is(TokenKind.Identifier) && !Is(TokenKind.Constant))
        {
            throw Unexpected("the name of a method");
        }
        Advance();
        return name;
    }

    /// <summary><c>def (expression).name</c></summary>
    private (Expression Singleton, string Name) DefinedOnResult()
    {
        lexer.State = LexerState.Begin;
        Advance();
        var singleton = Statement();
        SkipNewlines();
        Expect(TokenKind.CloseParen, "`)`");
        return Is(TokenKind.Dot) || Is(TokenKind.Scope)
            ? (singleton, SingletonName())
            : throw Unexpected("`.`");
    }

    private Parameters MethodParameters()
    {
        if (Is(TokenKind.OpenCall) || Is(TokenKind.OpenParen) || Is(TokenKind.OpenArgument))
        {
            Advance();
            SkipNewlines();
            var parameters = ParameterList(TokenKind.CloseParen);
            SkipNewlines();
            // The body may begin in the same line, with what would else go on with an expression.
            lexer.State = Is(TokenKind.CloseParen) ? LexerState.Begin : lexer.State;
            Expect(TokenKind.CloseParen, "`)`");
            return parameters;
        }
        return Is(TokenKind.Newline) || Is(TokenKind.Assign)
            ? Parameters.None
            : ParameterList(TokenKind.Newline);
    }

    private Expression Class()
    {
        var open = current;
        Advance();
        if (Is(TokenKind.ShiftLeft))
        {
            Advance();
            var target = Expression();
            var singletonBody = ClassBody(() => BodyWithRescue(open.Start), isNamed: false);
            Close(TokenKind.EndWord, "end", open);
            return new SingletonClassDefinition(From(open.Start), target, singletonBody);
        }
        var name = DefinedPath(open);
        Expression? superclass = null;
        if (Accept(TokenKind.Less))
        {
            superclass = Expression();
        }
        var body = ClassBody(() => BodyWithRescue(open.Start));
        Close(TokenKind.EndWord, "end", open);
        return new ClassDefinition(From(open.Start), name, superclass, body);
    }

    /// <summary>A body with variables of its own, in which constants may be assigned.</summary>
    private Expression ClassBody(Func<Expression> read, bool isNamed = true)
    {
        var (outer, savedMethod, savedClass, savedLoop) = (variables, isInMethod, isInClass, isInLoop);
        (variables, isInMethod, isInClass, isInLoop) = (new VariableScope(null), false, isNamed, false);
        var body = read();
        (variables, isInMethod, isInClass, isInLoop) = (outer, savedMethod, savedClass, savedLoop);
        return body;
    }

    private ModuleDefinition Module()
    {
        var open = current;
        Advance();
        var name = DefinedPath(open);
        var body = ClassBody(() => BodyWithRescue(open.Start));
        Close(TokenKind.EndWord, "end", open);
        return new ModuleDefinition(From(open.Start), name, body);
    }

    /// <summary>The name of what is being defined, which may stand in an object: <c>self::Name</c>.</summary>
    private ConstantExpression DefinedPath(Token open)
    {
        if (isInMethod)
        {
            throw lexer.Failure(open.Start, open.End, $"a `{open.Text}` within a method");
        }
        if (
            Is(TokenKind.Constant)
            || Is(TokenKind.TopScope)
            || Is(TokenKind.Scope)
            || !CanStartOperand(current.Kind)
        )
        {
            return ConstantPath();
        }
        var scope = Primary();
        Expect(TokenKind.Scope, "`::`");
        return ConstantPath(scope);
    }

    private ConstantExpression ConstantPath(Expression? scope = null)
    {
        var start = current.Start;
        var isTop = scope is null && (Accept(TokenKind.TopScope) || Accept(TokenKind.Scope));
        ConstantExpression? path = null;
        do
        {
            var name = current;
            Expect(TokenKind.Constant, "the name of a class or module");
            path = new ConstantExpression(From(start), path ?? scope, isTop && path is null, name.Text);
        } while (Accept(TokenKind.Scope));
        return path;
    }

    private AliasDefinition Alias()
    {
        var start = current.Start;
        Advance();
        var name = MethodNameOperand(isLast: false);
        var old = MethodNameOperand(isLast: true);
        return new AliasDefinition(From(start), name, old);
    }

    private Expression MethodNameOperand(bool isLast)
    {
        var token = current;
        if (!isLast)
        {
            lexer.State = LexerState.MethodName;
        }
        Advance();
        return token.Kind switch
        {
            TokenKind.Identifier or TokenKind.Constant => new SymbolExpression(SpanOf(token), token.Text),
            TokenKind.GlobalVariable => new GlobalVariable(SpanOf(token), token.Text),
            TokenKind.Literal when token.Literal is SymbolExpression or InterpolatedSymbolExpression =>
                token.Literal,
            _ => throw lexer.Failure(token.Start, token.End, "the name of a method is expected"),
        };
    }

    private UndefDefinition Undef()
    {
        var start = current.Start;
        Advance();
        var names = ImmutableArray.CreateBuilder<Expression>();
        names.Add(MethodNameOperand(isLast: true));
        while (Is(TokenKind.Comma))
        {
            lexer.State = LexerState.MethodName;
            Advance();
            names.Add(MethodNameOperand(isLast: true));
        }
        return new UndefDefinition(From(start), names.ToImmutable());
    }
}
