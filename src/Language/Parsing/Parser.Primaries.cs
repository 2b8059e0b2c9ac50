using System.Globalization;
using System.Numerics;
using Bunraku.Text;

namespace Bunraku.Language;

/// <content>Literals, strings, variables and what else an expression starts with.</content>
internal sealed partial class Parser
{
    /// <summary>A dispatcher: one arm for each token that an expression may start with.</summary>
    private Expression ParsePrimary()
    {
        switch (kind)
        {
            case TokenKind.Variable:
                return Advance() is var variable
                    ? new VariableExpression(At(variable), variable.Value!)
                    : Nothing();
            case TokenKind.Name:
                return Advance() is var name ? new NameExpression(At(name), name.Value!) : Nothing();
            case TokenKind.String:
            case TokenKind.Word:
                return ParsePlainString();
            case TokenKind.StringHead:
                return ParseConcat();
            case TokenKind.ClassReference:
                return Advance() is var type ? new ReferenceExpression(At(type), type.Value!) : Nothing();
            case TokenKind.Number:
                return ParseNumber();
            case TokenKind.Boolean:
                var boolean = Advance();
                return new BooleanExpression(At(boolean), file.Text[boolean.Start] == 't');
            case TokenKind.Default:
                return new DefaultExpression(At(Advance()));
            case TokenKind.Undef:
                return new UndefExpression(At(Advance()));
            case TokenKind.Regex:
                return ParseRegexp();
            case TokenKind.Heredoc:
                return ParseHeredoc();
            case TokenKind.LeftBracket:
            case TokenKind.ListStart:
                return ParseArray();
            case TokenKind.LeftBrace:
                return ParseHash();
            case TokenKind.LeftParenthesis:
            case TokenKind.LineParenthesis:
                return ParseParenthesized();
            case TokenKind.Case:
                return ParseCase();
            case TokenKind.If:
                return ParseIf();
            case TokenKind.Unless:
                return ParseUnless();
            case TokenKind.Class:
                return ParseClass();
            case TokenKind.Define:
                return ParseDefine();
            case TokenKind.Function:
                return ParseFunction();
            case TokenKind.Node:
                return ParseNode();
            case TokenKind.Type:
                return ParseType();
            case TokenKind.Attr:
            case TokenKind.Private:
                var word = Advance();
                return new ReservedWordExpression(At(word), word.Kind == TokenKind.Attr ? "attr" : "private");
            case TokenKind.RenderString:
                return Advance() is var text ? new RenderStringExpression(At(text), text.Value!) : Nothing();
            case TokenKind.RenderExpression:
                return ParseRender();
            default:
                Fail("not expected here", HelpFor(kind));
                return Nothing();
        }
    }

    private RegexpExpression ParseRegexp()
    {
        var token = Advance();
        if (RegexpSyntax.FindError(token.Value!) is { } problem)
        {
            Report(LanguageDiagnostics.IllegalRegexp(At(token), token.Value!, problem));
        }
        return new RegexpExpression(At(token), token.Value!);
    }

    private static string HelpFor(TokenKind kind) =>
        kind switch
        {
            TokenKind.RightBrace or TokenKind.RightBracket or TokenKind.RightParenthesis =>
                "something is missing before it, or it closes nothing",
            TokenKind.Comma or TokenKind.Semicolon => "remove it, or add what is missing before it",
            TokenKind.Arrow => "a `=>` stands between a key, attribute or match and its value",
            TokenKind.Elsif or TokenKind.Else => "it belongs right after the closing brace of an `if`",
            TokenKind.StringMiddle or TokenKind.StringTail => "put an expression between `${` and `}`",
            TokenKind.Assign => "only a variable or an array of variables can be assigned to",
            _ when kind >= TokenKind.And => "this word is a keyword; quote it when it is text",
            _ => "check for a missing comma, quote or operator before this",
        };

    private StringExpression ParsePlainString()
    {
        var token = Advance();
        return new StringExpression(At(token), token.Value!);
    }

    private ConcatExpression ParseConcat()
    {
        var mark = expressions.Count;
        var start = Current.Start;
        while (kind is TokenKind.StringHead or TokenKind.StringMiddle)
        {
            AddText(Advance());
            var inner = ParseAssignment();
            expressions.Add(new TextExpression(inner.Span, inner) { Anchor = inner.Anchor });
        }
        if (kind == TokenKind.StringTail)
        {
            AddText(Advance());
        }
        else
        {
            Fail(
                "expected `}` to end what is interpolated",
                "only one expression stands between `${` and `}`"
            );
        }
        return new ConcatExpression(From(start), expressions.Take(mark));
    }

    private void AddText(in Token token)
    {
        if (token.Value!.Length > 0)
        {
            expressions.Add(new StringExpression(At(token), token.Value));
        }
    }

    private HeredocExpression ParseHeredoc()
    {
        var head = Advance();
        Expression text = kind == TokenKind.StringHead ? ParseConcat() : ParsePlainString();
        lastEnd = head.End;
        return new HeredocExpression(At(head), head.Value!, text);
    }

    private Expression ParseNumber()
    {
        var token = Advance();
        var text = file.Text.AsSpan(token.Start, token.End - token.Start);
        var isHex = text.Length > 1 && text[1] is 'x' or 'X';
        if (!isHex && text.ContainsAny(".eE"))
        {
            var value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
            if (double.IsInfinity(value))
            {
                Report(SyntaxDiagnostics.FloatOverflow(At(token), text.ToString()));
                Abandon();
            }
            return new FloatExpression(At(token), value, text.ToString());
        }
        var isOctal = !isHex && text.Length > 1 && text[0] == '0';
        var radix =
            isHex ? 16
            : isOctal ? 8
            : 10;
        var number = BigInteger.Zero;
        if (text.Length < 18 && radix == 10)
        {
            return new IntegerExpression(At(token), long.Parse(text, CultureInfo.InvariantCulture), 10);
        }
        // More digits would take long to multiply, and the number is too large anyway.
        var digits = isHex ? text[2..] : text;
        foreach (var digit in digits[..Math.Min(digits.Length, MostNumberDigits)])
        {
            number = number * radix + (char.IsAsciiDigit(digit) ? digit - '0' : (digit | 32) - 'a' + 10);
        }
        if (number > long.MaxValue)
        {
            return new IntegerExpression(At(token), long.MaxValue, radix) { Overflow = number };
        }
        return new IntegerExpression(At(token), (long)number, radix);
    }

    private ArrayExpression ParseArray()
    {
        var open = Advance();
        var items = ParseArguments(TokenKind.RightBracket, allowsEndComma: true, open, isArray: true);
        return new ArrayExpression(From(open.Start), items);
    }

    private HashExpression ParseHash()
    {
        var open = Advance();
        return kind == TokenKind.RightBrace
            ? FinishHash(open, entries.Count)
            : ParseHashEntries(open, ParseKeywordEntry() ?? ParseAssignment());
    }

    private HashExpression ParseHashEntries(Token open, Expression firstKey)
    {
        var mark = entries.Count;
        var key = firstKey;
        while (true)
        {
            if (kind != TokenKind.Arrow)
            {
                Fail("expected `=>` after the key", "every entry of a hash is `key => value`", open);
                break;
            }
            entries.Add(ParsePair(key));
            if (!Accept(TokenKind.Comma) || kind == TokenKind.RightBrace)
            {
                break;
            }
            key = ParseKeywordEntry() ?? ParseAssignment();
        }
        return FinishHash(open, mark);
    }

    private HashExpression FinishHash(Token open, int mark)
    {
        Expect(TokenKind.RightBrace, "expected `,` or `}`", "separate the entries of a hash by commas", open);
        return new HashExpression(From(open.Start), entries.Take(mark));
    }

    private ParenthesizedExpression ParseParenthesized()
    {
        var open = Advance();
        var inner = ParseAssignment();
        Expect(TokenKind.RightParenthesis, "expected `)`", "close the parenthesis", open);
        return new ParenthesizedExpression(From(open.Start), inner);
    }

    /// <summary>
    /// EPP's <c>&lt;%= … %&gt;</c>: an expression, or statements in braces (unless those are a hash).
    /// </summary>
    private RenderExpression ParseRender()
    {
        var start = Advance();
        Expression inner;
        if (kind != TokenKind.LeftBrace)
        {
            inner = ParseExpression();
        }
        else if (IsHashAhead())
        {
            inner = ParseExpression();
        }
        else
        {
            inner = ParseBranch("the statements");
        }
        if (!Accept(TokenKind.EppEnd) && !Accept(TokenKind.EppEndTrim))
        {
            Fail("expected `%>`", "only one expression stands between `<%=` and `%>`", start);
        }
        return new RenderExpression(From(start.Start), inner);
    }

    /// <summary>
    /// Whether the brace at hand opens a hash: it closes at once, or an arrow follows its first part.
    /// </summary>
    private bool IsHashAhead()
    {
        if (NextKind == TokenKind.RightBrace)
        {
            return true;
        }
        var open = 0;
        for (var i = index + 1; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (open == 0 && token.Kind == TokenKind.Arrow)
            {
                return true;
            }
            open +=
                token.Opens ? 1
                : token.Closes ? -1
                : 0;
            if (open < 0 || (open == 0 && token.Kind is TokenKind.Comma or TokenKind.Semicolon))
            {
                return false;
            }
        }
        return false;
    }
}
