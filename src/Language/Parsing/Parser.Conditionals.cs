using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <content>if, unless, case and selectors.</content>
internal sealed partial class Parser
{
    private IfExpression ParseIf()
    {
        var keyword = Advance();
        EnterNesting();
        var condition = ParseExpression();
        var then = ParseBranch("what is done then");
        Expression? otherwise = null;
        if (kind == TokenKind.Elsif)
        {
            otherwise = ParseIf();
        }
        else if (Accept(TokenKind.Else))
        {
            otherwise = ParseElse("write `elsif`, not `else if`");
        }
        LeaveNesting();
        return new IfExpression(From(keyword.Start), condition, then, otherwise);
    }

    /// <summary>Reads the braces after <c>else</c>; empty ones are as good as no else.</summary>
    private Expression? ParseElse(string helpForIf)
    {
        if (kind == TokenKind.If)
        {
            Fail("expected `{` after `else`", helpForIf);
        }
        return ParseBranch("what is done otherwise") is var branch and not NopExpression ? branch : null;
    }

    private UnlessExpression ParseUnless()
    {
        var keyword = Advance();
        EnterNesting();
        var condition = ParseExpression();
        var then = ParseBranch("what is done then");
        if (kind == TokenKind.Elsif)
        {
            Fail("an `unless` has no `elsif`", "use `if !(…)`, or an `if` inside the `else`");
        }
        var otherwise = Accept(TokenKind.Else) ? ParseElse("put the `if` in braces after `else`") : null;
        LeaveNesting();
        return new UnlessExpression(From(keyword.Start), condition, then, otherwise);
    }

    private CaseExpression ParseCase()
    {
        var keyword = Advance();
        EnterNesting();
        var control = ParseExpression();
        var open = Current;
        var mark = options.Count;
        if (Expect(TokenKind.LeftBrace, "expected `{`", "the options of a `case` stand in braces"))
        {
            do
            {
                options.Add(ParseCaseOption());
            } while (kind != TokenKind.RightBrace && !failing);
            Expect(TokenKind.RightBrace, "expected `}`", "close the `case`", open);
        }
        LeaveNesting();
        return new CaseExpression(From(keyword.Start), control, options.Take(mark));
    }

    private CaseOption ParseCaseOption()
    {
        var mark = expressions.Count;
        var start = Current.Start;
        do
        {
            expressions.Add(ParseExpression());
        } while (Accept(TokenKind.Comma));
        var values = expressions.Take(mark);
        Expect(TokenKind.Colon, "expected `,` or `:`", "an option of a `case` is `value: { … }`");
        var then = ParseBraces("what is done then");
        return new CaseOption(From(start), values, then ?? (Expression)new NopExpression(From(lastEnd)));
    }

    private SelectorExpression ParseSelector(Expression control)
    {
        Advance();
        var mark = selectorEntries.Count;
        if (kind == TokenKind.SelectorBrace)
        {
            var open = Advance();
            do
            {
                selectorEntries.Add(ParseSelectorEntry());
            } while (Accept(TokenKind.Comma) && kind != TokenKind.RightBrace && !failing);
            Expect(
                TokenKind.RightBrace,
                "expected `,` or `}`",
                "separate the entries of a selector by commas",
                open
            );
        }
        else
        {
            selectorEntries.Add(ParseSelectorEntry());
        }
        var taken = selectorEntries.Take(mark);
        return new SelectorExpression(From(control.Span.Start), control, taken) { Anchor = control.Anchor };
    }

    private SelectorEntry ParseSelectorEntry()
    {
        if (!EnterNesting())
        {
            LeaveNesting();
            return new SelectorEntry(From(lastEnd), Nothing(), Nothing());
        }
        var match = ParseExpression();
        Expect(TokenKind.Arrow, "expected `=>`", "an entry of a selector is `match => value`");
        var value = ParseExpression();
        LeaveNesting();
        return new SelectorEntry(match.Span.To(value.Span), match, value);
    }
}
