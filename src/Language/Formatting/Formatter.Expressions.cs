using System.Collections.Immutable;

namespace Bunraku.Language;

/// <content>Expressions.</content>
internal sealed partial class Formatter
{
    /// <summary>A dispatcher: one arm for each kind of expression that is more than a word.</summary>
    private void Print(Expression expression)
    {
        switch (expression)
        {
            case AndExpression or OrExpression or InExpression or ArithmeticExpression:
            case ComparisonExpression or MatchExpression:
                Operators(expression);
                break;
            case RelationshipExpression chain:
                Relationships(chain);
                break;
            case AssignmentExpression assignment:
                Print(assignment.Left);
                Text(" ");
                Take();
                Text(" ");
                Print(assignment.Right);
                break;
            case NotExpression not:
                Take();
                Print(not.Inner);
                break;
            case NegateExpression negate:
                Take();
                Print(negate.Inner);
                break;
            case UnfoldExpression unfold:
                Take();
                Print(unfold.Inner);
                break;
            case ParenthesizedExpression parenthesized:
                List([() => Print(parenthesized.Inner)], "", endsWithComma: false);
                break;
            case AccessExpression access:
                Access(access);
                break;
            case ArrayExpression array:
                List(ItemsOf(array.Items), "", endsWithComma: true);
                break;
            case HashExpression hash:
                Pairs(hash.Entries);
                break;
            case CallExpression call:
                Call(call);
                break;
            case MethodCallExpression call:
                MethodCall(call);
                break;
            case SelectorExpression selector:
                Selector(selector);
                break;
            case IfExpression condition:
                If(condition.Condition, condition.Then, condition.Else, mustOpen: false);
                break;
            case UnlessExpression condition:
                If(condition.Condition, condition.Then, condition.Else, mustOpen: false);
                break;
            case CaseExpression choice:
                Case(choice);
                break;
            default:
                PrintDeclaration(expression);
                break;
        }
    }

    /// <summary>What is a unit, or units without anything between them: names, literals, strings.</summary>
    private void Word(Expression expression)
    {
        do
        {
            Take();
        } while (Next.Start < expression.Span.End && !NextIs(TokenKind.EndOfInput));
    }

    /// <summary>
    /// A chain of operators of one kind: all on one line, or a line for each operand. The operators stay on
    /// the side of the line break on which the first broken one stands.
    /// </summary>
    private void Operators(Expression expression)
    {
        var operands = new List<Expression>();
        var left = expression;
        while (OperandsOf(left) is var (first, second) && left.GetType() == expression.GetType())
        {
            operands.Add(second);
            left = first;
        }
        var group = Open();
        Indent(onlyIfOpen: true);
        Print(left);
        var isLeading = default(bool?);
        var places = new List<(int Before, int After)>();
        for (var i = operands.Count - 1; i >= 0; i--)
        {
            isLeading ??=
                HasBreak() ? true
                : HasBreak(units[next + 1]) ? false
                : null;
            group.MustOpen |= HasBreak() || HasBreak(units[next + 1]);
            var before = parts.Count;
            parts.Add(new SpacePart());
            Take();
            places.Add((before, parts.Count));
            parts.Add(new SpacePart());
            Print(operands[i]);
        }
        foreach (var (before, after) in places)
        {
            parts[isLeading == true ? before : after] = new SoftBreakPart(" ", isBlank: false);
        }
        Dedent(onlyIfOpen: true);
        Close();
    }

    private static (Expression Left, Expression Right)? OperandsOf(Expression expression) =>
        expression switch
        {
            AndExpression and => (and.Left, and.Right),
            OrExpression or => (or.Left, or.Right),
            InExpression element => (element.Left, element.Right),
            ArithmeticExpression arithmetic => (arithmetic.Left, arithmetic.Right),
            ComparisonExpression comparison => (comparison.Left, comparison.Right),
            MatchExpression match => (match.Left, match.Right),
            _ => null,
        };

    /// <summary>Relationships break before their arrows, without being moved in.</summary>
    private void Relationships(RelationshipExpression chain)
    {
        var operands = new List<Expression>();
        Expression left = chain;
        while (left is RelationshipExpression relationship)
        {
            operands.Add(relationship.Right);
            left = relationship.Left;
        }
        var group = Open();
        Print(left);
        for (var i = operands.Count - 1; i >= 0; i--)
        {
            group.MustOpen |= HasBreak() || HasBreak(units[next + 1]);
            Break(" ");
            Take();
            parts.Add(new SpacePart());
            Print(operands[i]);
        }
        Close();
    }

    private void Access(AccessExpression access)
    {
        Print(access.Left);
        List(ItemsOf(access.Keys), "", endsWithComma: false);
    }

    private void Call(CallExpression call)
    {
        Print(call.Function);
        if (call.IsStatement && !NextIs(TokenKind.LeftParenthesis))
        {
            StatementArguments(call.Arguments);
        }
        else
        {
            List(ItemsOf(call.Arguments), "", endsWithComma: false);
        }
        Lambda(call.Lambda);
    }

    private void StatementArguments(ImmutableArray<Expression> arguments)
    {
        if (arguments is [HashExpression hash] && NextIs(TokenKind.LeftBrace))
        {
            Text(" ");
            Pairs(hash.Entries);
            return;
        }
        var group = Open();
        Indent(onlyIfOpen: true);
        for (var i = 0; i < arguments.Length; i++)
        {
            if (i > 0)
            {
                group.MustOpen |= HasBreak();
            }
            // A parenthesis on the same line would be the call's own.
            LayoutPart gap =
                i > 0 ? new SoftBreakPart(" ", isBlank: false)
                : NextIs(TokenKind.LineParenthesis) ? new FreshLinePart(false)
                : new SpacePart();
            parts.Add(gap);
            Print(arguments[i]);
            if (NextIs(TokenKind.Comma) && i + 1 < arguments.Length)
            {
                Take();
            }
        }
        Dedent(onlyIfOpen: true);
        Close();
    }

    private void MethodCall(MethodCallExpression call)
    {
        Print(call.Receiver);
        var isBroken = HasBreak() || HasBreak(units[next + 1]);
        if (isBroken)
        {
            Indent();
            parts.Add(new FreshLinePart(isBlank: false));
        }
        Take();
        Take();
        if (NextIs(TokenKind.LeftParenthesis))
        {
            List(ItemsOf(call.Arguments), "", endsWithComma: false);
        }
        Lambda(call.Lambda);
        if (isBroken)
        {
            Dedent();
        }
    }

    private void Lambda(LambdaExpression? lambda)
    {
        if (lambda is null)
        {
            return;
        }
        parts.Add(new SpacePart());
        Parameters(lambda.Parameters, endsWithComma: false);
        ReturnType(lambda.ReturnType);
        parts.Add(new SpacePart());
        Block(lambda.Body, mustOpen: false);
    }

    private void ReturnType(Expression? type)
    {
        if (type is not null)
        {
            parts.Add(new SpacePart());
            Take();
            parts.Add(new SpacePart());
            Print(type);
        }
    }

    private void Selector(SelectorExpression selector)
    {
        Print(selector.Control);
        parts.Add(new SpacePart());
        Take();
        parts.Add(new SpacePart());
        var keys = new Alignment(parts);
        List<Action> entries = [.. selector.Entries.Select(Entry)];
        if (NextIs(TokenKind.SelectorBrace))
        {
            List(entries, " ", endsWithComma: true);
            keys.Align();
            return;
        }
        entries[0]();

        Action Entry(SelectorEntry entry) => () => Pair(entry.Match, entry.Value, keys);
    }

    private void If(Expression condition, Expression then, Expression? otherwise, bool mustOpen)
    {
        Take();
        parts.Add(new SpacePart());
        Print(condition);
        parts.Add(new SpacePart());
        Block(then, mustOpen);
        if (NextIs(TokenKind.Elsif))
        {
            parts.Add(new SpacePart());
            var next = (IfExpression)otherwise!;
            If(next.Condition, next.Then, next.Else, mustOpen);
        }
        else if (NextIs(TokenKind.Else))
        {
            parts.Add(new SpacePart());
            Take();
            parts.Add(new SpacePart());
            Block(otherwise, mustOpen);
        }
    }

    private void Case(CaseExpression choice)
    {
        Take();
        parts.Add(new SpacePart());
        Print(choice.Control);
        parts.Add(new SpacePart());
        var group = Open();
        group.MustOpen = true;
        Take();
        atBlockStart = true;
        Indent();
        foreach (var option in choice.Options)
        {
            Separate(" ");
            OptionValues(option.Values);
            Take();
            parts.Add(new SpacePart());
            Block(option.Then, mustOpen: false);
        }
        End(group, " ");
    }

    private void OptionValues(ImmutableArray<Expression> values)
    {
        var group = Open();
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0)
            {
                group.MustOpen |= HasBreak();
                Break(" ");
            }
            Print(values[i]);
            if (NextIs(TokenKind.Comma))
            {
                Take();
            }
        }
        Close();
    }
}
