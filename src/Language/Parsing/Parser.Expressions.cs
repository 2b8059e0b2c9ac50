using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <content>Assignments, operators, calls and access.</content>
internal sealed partial class Parser
{
    private Expression ParseAssignment()
    {
        if (!EnterNesting())
        {
            LeaveNesting();
            return Nothing();
        }
        var left = ParseRelationship();
        if (kind is TokenKind.Assign or TokenKind.AppendAssign or TokenKind.DeleteAssign)
        {
            var sign = Advance();
            var right = ParseAssignment();
            left = new AssignmentExpression(left.Span.To(right.Span), OperatorText(sign.Kind), left, right)
            {
                Anchor = At(sign),
            };
        }
        LeaveNesting();
        return left;
    }

    private Expression ParseRelationship()
    {
        var left = ParseResource();
        var chain = 0;
        while (
            kind is TokenKind.InEdge or TokenKind.InEdgeNotify or TokenKind.OutEdge or TokenKind.OutEdgeNotify
        )
        {
            CountChain(ref chain);
            var sign = Advance();
            var right = ParseResource();
            left = new RelationshipExpression(left.Span.To(right.Span), OperatorText(sign.Kind), left, right)
            {
                Anchor = At(sign),
            };
        }
        return left;
    }

    /// <summary>A further link lifts all that was read of the chain by one.</summary>
    private void CountChain(ref int chain)
    {
        if (++chain > LongestChain || ++heights[Math.Min(depth, DeepestNesting)] > HighestTree)
        {
            FailNesting();
        }
    }

    /// <summary>Precedence of binary operators, loosest first; 0 is no operator.</summary>
    private static int Precedence(TokenKind kind) =>
        kind switch
        {
            TokenKind.Or => 1,
            TokenKind.And => 2,
            TokenKind.Question => 3,
            TokenKind.Greater or TokenKind.GreaterEqual or TokenKind.Less or TokenKind.LessEqual => 4,
            TokenKind.Equal or TokenKind.NotEqual => 5,
            TokenKind.ShiftLeft or TokenKind.ShiftRight => 6,
            TokenKind.Plus or TokenKind.Minus => 7,
            TokenKind.Times or TokenKind.Divide or TokenKind.Modulo => 8,
            TokenKind.Match or TokenKind.NotMatch => 9,
            TokenKind.In => 10,
            _ => 0,
        };

    private Expression ParseExpression(int tightness = 1)
    {
        // What was read beside this expression does not make it higher.
        ref var height = ref heights[Math.Min(depth, DeepestNesting)];
        var beside = height;
        height = 0;
        var left = ParseOperators(tightness);
        height = Math.Max(height, beside);
        return left;
    }

    private Expression ParseOperators(int tightness)
    {
        var left = ParseUnary();
        var chain = 0;
        while (Precedence(kind) is var precedence && precedence >= tightness)
        {
            CountChain(ref chain);
            if (kind == TokenKind.Question)
            {
                left = ParseSelector(left);
                continue;
            }
            var sign = Advance();
            var right = ParseExpression(precedence + 1);
            left = MakeBinary(sign, left, right);
        }
        return left;
    }

    private Expression MakeBinary(in Token sign, Expression left, Expression right)
    {
        var span = left.Span.To(right.Span);
        var anchor = At(sign);
        var text = OperatorText(sign.Kind);
        return sign.Kind switch
        {
            TokenKind.Or => new OrExpression(span, left, right) { Anchor = anchor },
            TokenKind.And => new AndExpression(span, left, right) { Anchor = anchor },
            TokenKind.In => new InExpression(span, left, right) { Anchor = anchor },
            TokenKind.Match or TokenKind.NotMatch => new MatchExpression(span, text, left, right)
            {
                Anchor = anchor,
            },
            TokenKind.Greater
            or TokenKind.GreaterEqual
            or TokenKind.Less
            or TokenKind.LessEqual
            or TokenKind.Equal
            or TokenKind.NotEqual => new ComparisonExpression(span, text, left, right) { Anchor = anchor },
            _ => new ArithmeticExpression(span, text, left, right) { Anchor = anchor },
        };
    }

    private static string OperatorText(TokenKind kind) =>
        kind switch
        {
            TokenKind.Assign => "=",
            TokenKind.AppendAssign => "+=",
            TokenKind.DeleteAssign => "-=",
            TokenKind.InEdge => "->",
            TokenKind.InEdgeNotify => "~>",
            TokenKind.OutEdge => "<-",
            TokenKind.OutEdgeNotify => "<~",
            TokenKind.Greater => ">",
            TokenKind.GreaterEqual => ">=",
            TokenKind.Less => "<",
            TokenKind.LessEqual => "<=",
            TokenKind.Equal => "==",
            TokenKind.NotEqual => "!=",
            TokenKind.ShiftLeft => "<<",
            TokenKind.ShiftRight => ">>",
            TokenKind.Plus => "+",
            TokenKind.Minus => "-",
            TokenKind.Times => "*",
            TokenKind.Divide => "/",
            TokenKind.Modulo => "%",
            TokenKind.Match => "=~",
            TokenKind.NotMatch => "!~",
            _ => "",
        };

    private Expression ParseUnary()
    {
        if (kind is not (TokenKind.Minus or TokenKind.Times or TokenKind.Not))
        {
            return ParsePostfix(ParsePrimary());
        }
        if (!EnterNesting())
        {
            LeaveNesting();
            return Nothing();
        }
        var sign = Advance();
        var inner = ParseUnary();
        LeaveNesting();
        var span = At(sign).To(inner.Span);
        return sign.Kind switch
        {
            TokenKind.Minus => new NegateExpression(span, inner) { Anchor = At(sign) },
            TokenKind.Times => new UnfoldExpression(span, inner) { Anchor = At(sign) },
            _ => new NotExpression(span, inner) { Anchor = At(sign) },
        };
    }

    private Expression ParsePostfix(Expression left)
    {
        var chain = 0;
        while (true)
        {
            switch (kind)
            {
                case TokenKind.LeftParenthesis:
                    left = ParseCall(left);
                    break;
                case TokenKind.Dot:
                    left = ParseMethodCall(left);
                    break;
                case TokenKind.LeftBracket:
                    left = ParseAccess(left);
                    break;
                case TokenKind.Collect:
                case TokenKind.CollectExported:
                    left = ParseCollect(left);
                    break;
                default:
                    return left;
            }
            CountChain(ref chain);
        }
    }

    private CallExpression ParseCall(Expression function)
    {
        var open = Advance();
        var arguments = ParseArguments(TokenKind.RightParenthesis, allowsEndComma: true, open);
        var lambda = kind == TokenKind.Pipe ? ParseLambda() : null;
        var span = From(function.Span.Start);
        return new CallExpression(span, function, arguments, lambda, IsStatement: false)
        {
            Anchor = file.At(function.Anchor.Start, lastEnd),
        };
    }

    private MethodCallExpression ParseMethodCall(Expression receiver)
    {
        var dot = Advance();
        if (kind is not (TokenKind.Name or TokenKind.Type))
        {
            Fail("expected a function's name after `.`", "name the function to call: `$x.each |$y| { … }`");
            var missing = new NameExpression(From(lastEnd), "");
            return new MethodCallExpression(From(receiver.Span.Start), receiver, missing, [], null);
        }
        var token = Advance();
        var name = new NameExpression(At(token), token.Value ?? "type");
        var anchor = file.At(dot.Start, token.End);
        ImmutableArray<Expression> arguments = [];
        if (kind == TokenKind.LeftParenthesis)
        {
            var open = Advance();
            arguments = ParseArguments(TokenKind.RightParenthesis, allowsEndComma: false, open);
            anchor = From(open.Start);
        }
        var lambda = kind == TokenKind.Pipe ? ParseLambda() : null;
        return new MethodCallExpression(From(receiver.Span.Start), receiver, name, arguments, lambda)
        {
            Anchor = anchor,
        };
    }

    private AccessExpression ParseAccess(Expression left)
    {
        var open = Advance();
        if (kind == TokenKind.RightBracket)
        {
            Fail("expected a key or an index", "name what to take: `$x[0]`, `$x['key']`");
        }
        var keys = ParseArguments(TokenKind.RightBracket, allowsEndComma: true, open, isAccess: true);
        return new AccessExpression(From(left.Span.Start), left, keys)
        {
            Anchor = file.At(left.Anchor.Start, lastEnd),
        };
    }

    /// <summary>
    /// Reads arguments up to what closes them. Adjacent <c>key => value</c> pairs make one hash.
    /// </summary>
    private ImmutableArray<Expression> ParseArguments(
        TokenKind closing,
        bool allowsEndComma,
        Token open,
        bool isArray = false,
        bool isAccess = false
    )
    {
        var mark = expressions.Count;
        var pairs = entries.Count;
        while (kind != closing && !failing)
        {
            var (single, pair) = ParseArgument(isArray, isAccess);
            if (pair is not null)
            {
                entries.Add(pair);
            }
            else
            {
                FlushPairs(pairs);
                expressions.Add(single!);
            }
            if (kind != TokenKind.Comma)
            {
                break;
            }
            Advance();
            if (kind == closing && !allowsEndComma)
            {
                Fail("a method call takes no comma at its end", "remove the last comma");
            }
        }
        FlushPairs(pairs);
        var end = closing == TokenKind.RightBracket ? "]" : ")";
        Expect(
            closing,
            $"expected `,` or `{end}`",
            "check for a missing comma, quote or operator before this",
            open
        );
        return expressions.Take(mark);
    }

    private void FlushPairs(int mark)
    {
        if (entries.Count > mark)
        {
            var pairs = entries.Take(mark);
            var span = pairs[0].Span.To(pairs[^1].Span);
            expressions.Add(new HashExpression(span, pairs) { Anchor = pairs[0].ArrowSpan });
        }
    }

    private (Expression? Single, HashEntry? Pair) ParseArgument(bool isArray, bool isAccess)
    {
        var keyword = ParseKeywordEntry();
        var first = keyword ?? ParseAssignment();
        if (kind == TokenKind.Arrow)
        {
            return (null, ParsePair(first));
        }
        var isAllowed = keyword is not null
            ? isArray
            : !isAccess
                || first is not (AssignmentExpression or RelationshipExpression or ResourceExpression);
        if (!isAllowed)
        {
            Fail(
                "expected `=>`",
                keyword is null ? "an assignment cannot be a key" : "quote the word: it is a keyword"
            );
        }
        return (first, null);
    }

    /// <summary>
    /// The keywords <c>type</c> and <c>function</c> where they are just words: in lists and hashes.
    /// </summary>
    private StringExpression? ParseKeywordEntry()
    {
        var isWord = kind switch
        {
            TokenKind.Type => NextKind is not (TokenKind.ClassReference or TokenKind.LeftParenthesis),
            TokenKind.Function => NextKind
                is not (
                    TokenKind.Name
                    or TokenKind.Word
                    or TokenKind.ClassReference
                    or TokenKind.Class
                    or TokenKind.String
                ),
            _ => false,
        };
        return isWord && Advance() is var token ? new StringExpression(At(token), KeywordText(token)) : null;
    }

    private static string KeywordText(in Token token) => token.Kind == TokenKind.Type ? "type" : "function";

    private HashEntry ParsePair(Expression key)
    {
        var arrow = Advance();
        var value = ParseKeywordEntry() ?? ParseAssignment();
        return new HashEntry(key.Span.To(value.Span), At(arrow), key, value);
    }

    private LambdaExpression ParseLambda()
    {
        var start = Current.Start;
        var parameterList = ParsePipedParameters();
        var returnType = ParseReturnType();
        var block = ParseBraces("the lambda's body");
        var span = From(start);
        return new LambdaExpression(
            span,
            parameterList,
            returnType,
            block ?? (Expression)new NopExpression(span)
        );
    }
}
