using System.Collections.Immutable;

namespace Bunraku.Ruby;

// Patterns: `case … in`, `value => pattern`, `value in pattern`.
internal sealed partial class Parser
{
    private CaseInExpression CaseIn(Token open, Expression subject)
    {
        var clauses = ImmutableArray.CreateBuilder<InClause>();
        while (Accept(TokenKind.InWord))
        {
            var pattern = TopPattern();
            Expression? guard = null;
            if (Is(TokenKind.IfWord) || Is(TokenKind.UnlessWord))
            {
                var isUnless = Is(TokenKind.UnlessWord);
                Advance();
                guard = ExpressionStatement();
                guard = isUnless ? new NotExpression(guard.Span, guard) : guard;
            }
            Then();
            clauses.Add(new InClause(pattern, guard, Statements()));
        }
        var otherwise = Accept(TokenKind.ElseWord) ? Statements() : null;
        Close(TokenKind.EndWord, "end", open);
        return new CaseInExpression(From(open.Start), subject, clauses.ToImmutable(), otherwise);
    }

    private MatchExpression MatchPattern(Expression value, int start)
    {
        var raises = Is(TokenKind.Arrow);
        Advance();
        var pattern = TopPattern();
        return new MatchExpression(From(start), value, pattern, raises);
    }

    /// <summary>A pattern whose brackets may be left away.</summary>
    private Pattern TopPattern()
    {
        var start = current.Start;
        if (IsPatternKey())
        {
            return HashPatternUntil(start, null, TokenKind.Newline);
        }
        if (!Is(TokenKind.Splat) && !Is(TokenKind.Star))
        {
            var first = Pattern();
            return Is(TokenKind.Comma) ? ArrayPatternUntil(start, null, first, TokenKind.Newline) : first;
        }
        return ArrayPatternUntil(start, null, null, TokenKind.Newline);
    }

    private bool IsPatternKey() =>
        current.Kind is TokenKind.Label or TokenKind.StringLabel or TokenKind.DoubleSplat or TokenKind.Power;

    /// <summary>Choices, with a name for what fits.</summary>
    private Pattern Pattern()
    {
        var start = current.Start;
        var pattern = PrimaryPattern();
        if (Is(TokenKind.Pipe))
        {
            var choices = ImmutableArray.CreateBuilder<Pattern>();
            choices.Add(pattern);
            while (Accept(TokenKind.Pipe))
            {
                choices.Add(PrimaryPattern());
            }
            pattern = new EitherPattern(From(start), choices.ToImmutable());
        }
        while (Accept(TokenKind.Arrow))
        {
            pattern = new CapturePattern(From(start), pattern, PatternName());
        }
        return pattern;
    }

    private string PatternName()
    {
        var name = current;
        Expect(TokenKind.Identifier, "the name of a variable");
        variables.Declare(name.Text);
        return name.Text;
    }

    private Pattern PrimaryPattern()
    {
        var token = current;
        switch (token.Kind)
        {
            case TokenKind.Identifier:
                return new NamePattern(SpanOf(token), PatternName());
            case TokenKind.OpenArray or TokenKind.OpenIndex:
                Advance();
                SkipNewlines();
                var array = ArrayPatternUntil(token.Start, null, null, TokenKind.CloseBracket);
                Close(TokenKind.CloseBracket, "]", token);
                return array;
            case TokenKind.OpenHash or TokenKind.OpenBlock:
                Advance();
                SkipNewlines();
                var hash = HashPatternUntil(token.Start, null, TokenKind.CloseBrace);
                Close(TokenKind.CloseBrace, "}", token);
                return hash;
            case TokenKind.OpenParen or TokenKind.OpenArgument or TokenKind.OpenCall:
                Advance();
                SkipNewlines();
                var inner = Pattern();
                SkipNewlines();
                Close(TokenKind.CloseParen, ")", token);
                return inner;
            case TokenKind.Caret:
                return PinnedPattern();
            case TokenKind.Constant or TokenKind.TopScope:
                return ConstantPattern();
            default:
                return RangePattern(null);
        }
    }

    private ValuePattern PinnedPattern()
    {
        var start = current.Start;
        Advance();
        var value = Is(TokenKind.OpenParen) || Is(TokenKind.OpenArgument) ? Parenthesized() : Primary();
        return new ValuePattern(From(start), value);
    }

    private Pattern ConstantPattern()
    {
        var start = current.Start;
        Expression type = ConstantPath();
        var open = current;
        if (Is(TokenKind.Range) || Is(TokenKind.ExclusiveRange))
        {
            return RangePattern(type);
        }
        if (open.HasSpace || open.Kind is not (TokenKind.OpenCall or TokenKind.OpenIndex))
        {
            return new ValuePattern(type.Span, type);
        }
        var close = open.Kind == TokenKind.OpenCall ? TokenKind.CloseParen : TokenKind.CloseBracket;
        Advance();
        SkipNewlines();
        Pattern pattern = IsPatternKey()
            ? HashPatternUntil(start, type, close)
            : ArrayPatternUntil(start, type, null, close);
        Close(close, close == TokenKind.CloseParen ? ")" : "]", open);
        return pattern;
    }

    private ValuePattern RangePattern(Expression? from)
    {
        var start = from?.Span.Start ?? current.Start;
        if (from is null && !Is(TokenKind.Range) && !Is(TokenKind.ExclusiveRange))
        {
            from = PatternOperand();
        }
        if (!Is(TokenKind.Range) && !Is(TokenKind.ExclusiveRange))
        {
            return new ValuePattern(From(start), from!);
        }
        var isExclusive = Is(TokenKind.ExclusiveRange);
        Advance();
        var to = CanStartOperand(current.Kind) ? PatternOperand() : null;
        return new ValuePattern(From(start), new RangeExpression(From(start), from, to, isExclusive));
    }

    private Expression PatternOperand()
    {
        var saved = refusesPipe;
        refusesPipe = true;
        // No operators but signs: `|` and `=>` belong to the pattern.
        var operand = Is(TokenKind.Constant) ? ConstantPath() : BinaryAbove(6);
        refusesPipe = saved;
        return operand;
    }

    private ArrayPattern ArrayPatternUntil(int start, Expression? type, Pattern? first, TokenKind close)
    {
        var lists = new List<List<Pattern>> { new() };
        var rests = new List<string?>();
        if (first is not null)
        {
            lists[0].Add(first);
            Advance();
        }
        while (!IsPatternEnd(close))
        {
            if (Is(TokenKind.Splat) || Is(TokenKind.Star))
            {
                Advance();
                rests.Add(Is(TokenKind.Identifier) ? PatternName() : null);
                lists.Add([]);
            }
            else
            {
                lists[^1].Add(Pattern());
            }
            SkipPatternBreaks(close);
            if (!Accept(TokenKind.Comma))
            {
                break;
            }
            SkipPatternBreaks(close);
            if (IsPatternEnd(close) && rests.Count == 0)
            {
                // `[a, ]` takes what comes behind.
                rests.Add(null);
                lists.Add([]);
            }
        }
        if (rests.Count > 2 || rests.Count == 2 && (lists[0].Count > 0 || lists[2].Count > 0))
        {
            throw Unexpected("one rest in a pattern, or one on each side");
        }
        return rests.Count == 2
            ? new ArrayPattern(From(start), type, [], true, rests[0], [.. lists[1]], true, rests[1])
            : new ArrayPattern(
                From(start),
                type,
                [.. lists[0]],
                rests.Count == 1,
                rests.FirstOrDefault(),
                rests.Count == 1 ? [.. lists[1]] : []
            );
    }

    private void SkipPatternBreaks(TokenKind close)
    {
        if (close != TokenKind.Newline)
        {
            SkipNewlines();
        }
    }

    private bool IsPatternEnd(TokenKind close) =>
        Is(close)
        || current.Kind
            is TokenKind.End
                or TokenKind.Newline
                or TokenKind.EndWord
                or TokenKind.ThenWord
                or TokenKind.IfWord
                or TokenKind.UnlessWord
                or TokenKind.AndWord
                or TokenKind.OrWord
                or TokenKind.CloseParen
                or TokenKind.CloseBrace
                or TokenKind.CloseBracket;

    private HashPattern HashPatternUntil(int start, Expression? type, TokenKind close)
    {
        var pairs = ImmutableArray.CreateBuilder<HashPatternPair>();
        string? rest = null;
        var (isWhole, hasRest) = (false, false);
        while (!IsPatternEnd(close))
        {
            if (Is(TokenKind.DoubleSplat) || Is(TokenKind.Power))
            {
                Advance();
                isWhole = Accept(TokenKind.NilWord);
                hasRest = !isWhole;
                rest = isWhole || !Is(TokenKind.Identifier) ? null : PatternName();
            }
            else
            {
                pairs.Add(HashPatternPair(close));
            }
            SkipPatternBreaks(close);
            if (!Accept(TokenKind.Comma))
            {
                break;
            }
            SkipPatternBreaks(close);
        }
        return new HashPattern(From(start), type, pairs.ToImmutable(), hasRest, rest, isWhole);
    }

    private HashPatternPair HashPatternPair(TokenKind close)
    {
        var label = current;
        if (!Is(TokenKind.Label) && label is not { Kind: TokenKind.StringLabel, Literal: StringExpression })
        {
            throw Unexpected("a key of a pattern");
        }
        var key = label.Literal is StringExpression text ? text.Value : label.Text;
        // The line may end behind a key.
        lexer.State = LexerState.Middle;
        Advance();
        SkipPatternBreaks(close);
        if (!Is(TokenKind.Comma) && !IsPatternEnd(close))
        {
            return new HashPatternPair(key, Pattern());
        }
        variables.Declare(key);
        return new HashPatternPair(key, null);
    }
}
