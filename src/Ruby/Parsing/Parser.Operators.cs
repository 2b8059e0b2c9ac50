using System.Collections.Immutable;

namespace Bunraku.Ruby;

// Operators by precedence, from the choice down to the sign.
internal sealed partial class Parser
{
    /// <summary>Anything but a statement: with the choice <c>a ? b : c</c>.</summary>
    private Expression Expression()
    {
        var start = current.Start;
        var condition = Range();
        if (!Is(TokenKind.Question))
        {
            return condition;
        }
        Advance();
        SkipLineBreaks();
        var then = Expression();
        SkipLineBreaks();
        if (Is(TokenKind.Label))
        {
            throw Unexpected("`:`");
        }
        Expect(TokenKind.Colon, "`:`");
        SkipLineBreaks();
        var otherwise = Expression();
        return new IfExpression(From(start), condition, then, otherwise);
    }

    private Expression Range()
    {
        var start = current.Start;
        if (Is(TokenKind.Range) || Is(TokenKind.ExclusiveRange))
        {
            var isExclusive = Is(TokenKind.ExclusiveRange);
            Advance();
            var end = BinaryAbove(0);
            return new RangeExpression(From(start), null, end, isExclusive);
        }
        var left = BinaryAbove(0);
        if (Is(TokenKind.Range) || Is(TokenKind.ExclusiveRange))
        {
            var isExclusive = Is(TokenKind.ExclusiveRange);
            Advance();
            var right = CanStartOperand(current.Kind) ? BinaryAbove(0) : null;
            return new RangeExpression(From(start), left, right, isExclusive);
        }
        return left;
    }

    /// <summary>The precedence of operators that do not follow each other.</summary>
    private const int Equality = 4;

    private int Precedence(TokenKind kind) =>
        kind switch
        {
            TokenKind.Or => 1,
            TokenKind.And => 2,
            TokenKind.Compare
            or TokenKind.Equal
            or TokenKind.CaseEqual
            or TokenKind.NotEqual
            or TokenKind.Match
            or TokenKind.NotMatch => Equality,
            TokenKind.Less or TokenKind.LessEqual or TokenKind.Greater or TokenKind.GreaterEqual => 5,
            TokenKind.Pipe when refusesPipe => 0,
            TokenKind.Pipe or TokenKind.Caret => 6,
            TokenKind.Ampersand => 7,
            TokenKind.ShiftLeft or TokenKind.ShiftRight => 8,
            TokenKind.Plus or TokenKind.Minus => 9,
            TokenKind.Star or TokenKind.Slash or TokenKind.Percent => 10,
            TokenKind.Power => 12,
            _ => 0,
        };

    private Expression BinaryAbove(int least)
    {
        var start = current.Start;
        var left = Unary();
        while (true)
        {
            var sign = current;
            var precedence = Precedence(sign.Kind);
            if (precedence <= least)
            {
                return left;
            }
            Advance();
            SkipLineBreaks();
            var right = BinaryAbove(sign.Kind == TokenKind.Power ? precedence - 1 : precedence);
            left = Binary(sign, left, right, start);
            if (precedence == Equality && Precedence(current.Kind) == Equality)
            {
                throw Unexpected("the end of the comparison");
            }
        }
    }

    private Expression Binary(Token sign, Expression left, Expression right, int start)
    {
        var span = From(start);
        Value(left);
        if (sign.Kind is not (TokenKind.And or TokenKind.Or))
        {
            Value(right);
        }
        return sign.Kind switch
        {
            TokenKind.And => new AndExpression(span, left, right),
            TokenKind.Or => new OrExpression(span, left, right),
            TokenKind.NotEqual or TokenKind.NotMatch => new CallExpression(
                span,
                left,
                sign.Text,
                SpanOf(sign),
                [right]
            ),
            TokenKind.Match when left is RegexpExpression { Source: StringExpression pattern } => MatchCall(
                sign,
                left,
                right,
                pattern.Value,
                start
            ),
            _ => new CallExpression(span, left, sign.Text, SpanOf(sign), [right]),
        };
    }

    /// <summary>A literal pattern's named groups become variables.</summary>
    private CallExpression MatchCall(Token sign, Expression left, Expression right, string pattern, int start)
    {
        foreach (var name in NamedGroups.Variables(pattern))
        {
            variables.Declare(name);
        }
        return new CallExpression(From(start), left, sign.Text, SpanOf(sign), [right]);
    }

    private Expression Unary()
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var sign = current;
        switch (sign.Kind)
        {
            case TokenKind.Bang:
                Advance();
                commandAt =
                    sign.Start == commandAt && sign.Start == statementStart ? current.Start : commandAt;
                var operand = Unary();
                return new NotExpression(From(sign.Start), operand);
            case TokenKind.UnaryMinus:
                Advance();
                operand = BinaryAbove(11);
                return new CallExpression(From(sign.Start), operand, "-@", SpanOf(sign), []);
            case TokenKind.UnaryPlus or TokenKind.Tilde:
                Advance();
                operand = Unary();
                var name = sign.Kind == TokenKind.Tilde ? "~" : "+@";
                return new CallExpression(From(sign.Start), operand, name, SpanOf(sign), []);
            case TokenKind.DefinedWord:
                return Defined();
            case TokenKind.NotWord when !IsNotCall:
                Advance();
                operand = Expression();
                return new NotExpression(From(sign.Start), operand);
            case TokenKind.Literal
                when sign.Literal is NumberExpression { Value: long or double } number
                    && File.Text[sign.Start] == '-':
                return NegativeNumber(sign, number);
            default:
                return Operand();
        }
    }

    /// <summary><c>-2 ** 2</c> is the negative of a power.</summary>
    private Expression NegativeNumber(Token sign, NumberExpression number)
    {
        var operand = Operand();
        if (!Is(TokenKind.Power) || operand != (Expression)number)
        {
            return operand;
        }
        var positive = number.Value is long integer ? (object)-integer : -(double)number.Value;
        var power = current;
        Advance();
        var exponent = BinaryAbove(11);
        var inner = new CallExpression(
            From(sign.Start),
            number with
            {
                Value = positive,
            },
            "**",
            SpanOf(power),
            [exponent]
        );
        return new CallExpression(From(sign.Start), inner, "-@", SpanOf(sign), []);
    }

    private Expression Defined()
    {
        var start = current.Start;
        Advance();
        Expression value;
        var saved = isInRescue;
        isInRescue = true;
        var isClosed = Is(TokenKind.OpenCall) || Is(TokenKind.OpenParen);
        if (Is(TokenKind.OpenCall) || Is(TokenKind.OpenArgument) || Is(TokenKind.OpenParen))
        {
            Advance();
            SkipNewlines();
            value = ExpressionStatement();
            SkipNewlines();
            Expect(TokenKind.CloseParen, "`)`");
        }
        else
        {
            value = Unary();
        }
        isInRescue = saved;
        var defined = new DefinedExpression(From(start), value);
        return isClosed ? Postfix(defined, start) : defined;
    }

    /// <summary>An operand with what follows it, and the assignment to it.</summary>
    private Expression Operand()
    {
        var start = current.Start;
        var operand = Postfix(Primary(), start);
        return (Is(TokenKind.Assign) || Is(TokenKind.OperatorAssign)) && IsTarget(operand)
            ? Assignment(operand, start)
            : operand;
    }
}
