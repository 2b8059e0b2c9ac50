using System.Collections.Immutable;

namespace Bunraku.Ruby;

// Blocks, lambdas, and the parameters of blocks and methods.
internal sealed partial class Parser
{
    private BlockExpression BraceBlock()
    {
        var open = current;
        return Block(TokenKind.CloseBrace, "}", open, () => Statements());
    }

    private BlockExpression DoBlock()
    {
        var open = current;
        return Block(TokenKind.EndWord, "end", open, () => BodyWithRescue(open.Start));
    }

    private BlockExpression Block(TokenKind close, string what, Token open, Func<Expression> read)
    {
        var outer = variables;
        variables = new VariableScope(outer) { Numbered = 0 };
        var (savedDo, savedPipe, savedClass, savedRescue) = (refusesDo, refusesPipe, isInClass, isInRescue);
        var savedLoop = isInLoop;
        (refusesDo, refusesPipe, isInClass, isInRescue, isInLoop) = (false, false, false, false, true);
        Advance();
        var parameters = BlockParameters();
        var body = read();
        parameters = WithNumbered(parameters);
        Close(close, what, open);
        variables = outer;
        (refusesDo, refusesPipe, isInClass, isInRescue) = (savedDo, savedPipe, savedClass, savedRescue);
        isInLoop = savedLoop;
        return new BlockExpression(From(open.Start), parameters, body);
    }

    private Parameters WithNumbered(Parameters parameters) =>
        variables.Numbered <= 0
            ? parameters
            : parameters with
            {
                Required =
                [
                    .. Enumerable
                        .Range(1, variables.Numbered)
                        .Select(i => new LocalVariable(File.At(0, 0), $"_{i}")),
                ],
            };

    private Parameters BlockParameters()
    {
        if (Accept(TokenKind.Or))
        {
            (variables.Numbered, variables.HasOrdinary) = (-1, true);
            return Parameters.None;
        }
        if (!Is(TokenKind.Pipe))
        {
            return Parameters.None;
        }
        Advance();
        refusesPipe = true;
        SkipLineBreaks();
        var parameters = ParameterList(TokenKind.Pipe);
        refusesPipe = false;
        Expect(TokenKind.Pipe, "`|`");
        (variables.Numbered, variables.HasOrdinary) = (-1, true);
        return parameters;
    }

    private LambdaExpression Lambda()
    {
        var start = current.Start;
        var outer = variables;
        variables = new VariableScope(outer) { Numbered = 0 };
        Advance();
        var parameters = Parameters.None;
        if (Is(TokenKind.OpenCall) || Is(TokenKind.OpenParen) || Is(TokenKind.OpenArgument))
        {
            Advance();
            SkipNewlines();
            parameters = ParameterList(TokenKind.CloseParen);
            SkipNewlines();
            lexer.State = LexerState.End;
            Expect(TokenKind.CloseParen, "`)`");
            (variables.Numbered, variables.HasOrdinary) = (-1, true);
        }
        else if (!Is(TokenKind.OpenBlock) && !Is(TokenKind.DoWord) && !Is(TokenKind.OpenHash))
        {
            var saved = (refusesDo, refusesBrace);
            (refusesDo, refusesBrace) = (true, true);
            parameters = ParameterList(TokenKind.OpenBlock);
            (refusesDo, refusesBrace) = saved;
            (variables.Numbered, variables.HasOrdinary) = (-1, true);
        }
        var open = current;
        var isBrace = Is(TokenKind.OpenBlock) || Is(TokenKind.OpenHash);
        if (!isBrace && !Is(TokenKind.DoWord))
        {
            throw Unexpected("the body of the lambda");
        }
        lexer.State = LexerState.Begin;
        Advance();
        var (savedDo, savedPipe, savedClass, savedRescue) = (refusesDo, refusesPipe, isInClass, isInRescue);
        var savedLoop = isInLoop;
        (refusesDo, refusesPipe, isInClass, isInRescue, isInLoop) = (false, false, false, false, true);
        var body = isBrace ? Statements() : BodyWithRescue(open.Start);
        (refusesDo, refusesPipe, isInClass, isInRescue) = (savedDo, savedPipe, savedClass, savedRescue);
        isInLoop = savedLoop;
        parameters = WithNumbered(parameters);
        Close(isBrace ? TokenKind.CloseBrace : TokenKind.EndWord, isBrace ? "}" : "end", open);
        variables = outer;
        return new LambdaExpression(From(start), new BlockExpression(From(start), parameters, body));
    }

    private Parameters ParameterList(TokenKind end)
    {
        var reader = new ParameterReader();
        while (!Is(end) && !(end == TokenKind.OpenBlock && Is(TokenKind.DoWord)) && !Is(TokenKind.Newline))
        {
            Parameter(reader, end);
            if (end != TokenKind.Newline)
            {
                SkipParameterBreaks(end);
            }
            if (!Accept(TokenKind.Comma))
            {
                break;
            }
            SkipNewlines();
            reader.HasTrailingComma = Is(end);
        }
        if (end == TokenKind.Pipe && Is(TokenKind.Newline))
        {
            BlockLocals(reader);
        }
        return reader.Finish();
    }

    /// <summary>Line breaks; not the semicolon before a block's own variables.</summary>
    private void SkipParameterBreaks(TokenKind end)
    {
        while (
            Is(TokenKind.Newline) && !(end is TokenKind.Pipe or TokenKind.CloseParen && current.Text == ";")
        )
        {
            Advance();
        }
        if (end == TokenKind.CloseParen && Is(TokenKind.Newline))
        {
            Advance();
            while (Is(TokenKind.Identifier))
            {
                variables.Declare(current.Text);
                Advance();
                Accept(TokenKind.Comma);
            }
        }
    }

    private void BlockLocals(ParameterReader reader)
    {
        Advance();
        while (Is(TokenKind.Identifier))
        {
            variables.Declare(current.Text);
            reader.BlockLocals.Add(current.Text);
            Advance();
            Accept(TokenKind.Comma);
        }
        SkipNewlines();
    }

    private void Parameter(ParameterReader reader, TokenKind end)
    {
        var token = current;
        switch (token.Kind)
        {
            case TokenKind.Identifier:
                Refuse(token, token.Text);
                variables.Declare(token.Text);
                Advance();
                if (Accept(TokenKind.Assign))
                {
                    reader.Optional.Add(new OptionalParameter(token.Text, Expression()));
                    break;
                }
                reader.Positional.Add(new LocalVariable(SpanOf(token), OwnName(reader, token)));
                break;
            case TokenKind.OpenParen or TokenKind.OpenCall or TokenKind.OpenArgument:
                Advance();
                var inner =
                    TargetList(token.Start, null, TokenKind.CloseParen) ?? throw Unexpected("a parameter");
                Expect(TokenKind.CloseParen, "`)`");
                reader.Positional.Add(inner);
                break;
            case TokenKind.Splat or TokenKind.Star:
                Advance();
                reader.Rest = NameOr("*");
                reader.BeginPost();
                break;
            case TokenKind.DoubleSplat or TokenKind.Power:
                Advance();
                if (Accept(TokenKind.NilWord))
                {
                    reader.RefusesKeywords = true;
                    break;
                }
                reader.KeywordRest = NameOr("**");
                break;
            case TokenKind.BlockPass or TokenKind.Ampersand:
                Advance();
                reader.Block = NameOr("&");
                break;
            case TokenKind.Label:
                KeywordParameter(reader, end);
                break;
            case TokenKind.ExclusiveRange:
                Advance();
                reader.ForwardsAll = true;
                variables.Declare("...");
                break;
            default:
                throw Unexpected("a parameter");
        }
    }

    /// <summary>Numbered parameters have no other meaning, where they have one.</summary>
    private void Refuse(Token token, string name)
    {
        if (VariableScope.IsNumbered(name))
        {
            throw lexer.Failure(token.Start, token.End, $"{name} is reserved for numbered parameter");
        }
    }

    /// <summary>
    /// A parameter's name, which only those with an underscore may have twice: the first one keeps it.
    /// </summary>
    private string OwnName(ParameterReader reader, Token token)
    {
        var name = token.Text;
        var again = reader.Positional.Count(parameter =>
            parameter is LocalVariable known && IsOf(known.Name)
        );
        return again == 0 ? name
            : name[0] == '_' ? $"{name}%{again}"
            : throw lexer.Failure(token.Start, token.End, "duplicated argument name");

        bool IsOf(string known) => known == name || known.StartsWith(name + "%", StringComparison.Ordinal);
    }

    private string NameOr(string nameless)
    {
        var name = Is(TokenKind.Identifier) ? current.Text : nameless;
        Refuse(current, name);
        variables.Declare(name);
        if (Is(TokenKind.Identifier))
        {
            Advance();
        }
        return name;
    }

    private void KeywordParameter(ParameterReader reader, TokenKind end)
    {
        var token = current;
        variables.Declare(token.Text);
        // Without parentheses, the line may end with a keyword.
        lexer.State = end == TokenKind.Newline ? LexerState.Middle : LexerState.Begin;
        Advance();
        var isRequired =
            Is(TokenKind.Comma)
            || Is(end)
            || Is(TokenKind.Newline)
            || Is(TokenKind.Pipe)
            || end == TokenKind.OpenBlock && (Is(TokenKind.OpenHash) || Is(TokenKind.DoWord));
        reader.Keywords.Add(new KeywordParameter(token.Text, isRequired ? null : Expression()));
    }
}
