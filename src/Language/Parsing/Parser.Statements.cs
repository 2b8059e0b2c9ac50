using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <content>Lists of statements, and the calls without parentheses in them.</content>
internal sealed partial class Parser
{
    /// <summary>Lists that nothing takes: told at the end of their block, as the reference does.</summary>
    private readonly ItemStack<Diagnostic> commaLists = new();

    private Expression ParseProgram()
    {
        var statements = ParseStatements(isProgram: true);
        return statements.Length switch
        {
            0 => new NopExpression(file.At(file.Text.Length, file.Text.Length)),
            1 => statements[0],
            _ => MakeBlock(statements),
        };
    }

    private Expression ParseEpp()
    {
        var start = Advance();
        var specified = kind == TokenKind.Pipe;
        var parameterList = specified ? ParsePipedParameters() : [];
        var statements = ParseStatements(isProgram: true);
        Expression body = statements.IsEmpty ? Nothing() : MakeBlock(statements);
        return new EppExpression(file.At(start.Start, file.Text.Length), parameterList, specified, body);
    }

    private static BlockExpression MakeBlock(ImmutableArray<Expression> statements) =>
        new(statements[0].Span.To(statements[^1].Span), statements) { Anchor = statements[0].Anchor };

    /// <summary>Reads statements up to a closing brace or the end.</summary>
    private ImmutableArray<Expression> ParseStatements(bool isProgram = false)
    {
        var mark = expressions.Count;
        var commaMark = commaLists.Count;
        var blockStart = index;
        while (true)
        {
            if (failing)
            {
                Recover(blockStart, isProgram);
                if (failing)
                {
                    // The token recovered to is itself an error of the lexer's; go on behind it.
                    continue;
                }
            }
            if (!MayBeginExpression(kind))
            {
                ReportCommaLists(commaMark);
            }
            if (kind == TokenKind.EndOfInput || (kind == TokenKind.RightBrace && !isProgram))
            {
                break;
            }
            ParseStatement(mark);
            if (kind == TokenKind.Semicolon)
            {
                Advance();
                if (kind is TokenKind.EndOfInput or TokenKind.RightBrace)
                {
                    Fail("a statement must follow the `;`", "remove the `;` after the last statement");
                }
            }
        }
        ReportCommaLists(commaMark);
        return expressions.Take(mark);
    }

    private void ReportCommaLists(int mark)
    {
        foreach (var refused in commaLists.Take(mark))
        {
            Report(refused);
        }
    }

    private static bool MayBeginExpression(TokenKind kind) =>
        kind
            is (
                    >= TokenKind.Name
                    and <= TokenKind.Heredoc
                    and not TokenKind.StringMiddle
                    and not TokenKind.StringTail
                )
                or TokenKind.RenderString
                or TokenKind.RenderExpression
                or TokenKind.LeftBrace
                or TokenKind.LeftBracket
                or TokenKind.ListStart
                or TokenKind.LeftParenthesis
                or TokenKind.LineParenthesis
                or TokenKind.Minus
                or TokenKind.Times
                or TokenKind.Not
                or TokenKind.At
                or TokenKind.AtAt
        || (
            kind >= TokenKind.And
            && kind
                is not (
                    TokenKind.And
                    or TokenKind.Else
                    or TokenKind.Elsif
                    or TokenKind.In
                    or TokenKind.Inherits
                    or TokenKind.Or
                )
        );

    private void ParseStatement(int mark)
    {
        var first = ParseAssignment();
        if (kind != TokenKind.Comma)
        {
            AddStatement(mark, first, [], default);
            return;
        }
        var comma = At(Current);
        var rest = new List<Expression>();
        while (Accept(TokenKind.Comma))
        {
            rest.Add(ParseAssignment());
        }
        AddStatement(mark, first, rest, comma);
    }

    /// <summary>
    /// Adds a statement, or makes it the arguments of the statement before when that is the bare name of
    /// one of the functions that may be called without parentheses.
    /// </summary>
    private void AddStatement(int mark, Expression first, List<Expression> rest, Span comma)
    {
        var before = expressions.Count > mark ? expressions[expressions.Count - 1] : null;
        if (before is NameExpression name && IsStatementFunction(name.Value))
        {
            ImmutableArray<Expression> arguments = [first, .. rest];
            var span = name.Span.To(arguments[^1].Span);
            expressions[expressions.Count - 1] = new CallExpression(
                span,
                name,
                arguments,
                null,
                IsStatement: true
            );
            return;
        }
        if (rest.Count > 0 && !failing)
        {
            commaLists.Add(
                before is NameExpression function
                    ? SyntaxDiagnostics.ArgumentsWithoutParentheses(comma, function.Value)
                    : SyntaxDiagnostics.CommaList(comma)
            );
        }
        expressions.Add(first is CallExpression call ? call with { IsStatement = true } : first);
        foreach (var expression in rest)
        {
            expressions.Add(expression);
        }
    }

    private static bool IsStatementFunction(string name) =>
        name
            is "require"
                or "realize"
                or "include"
                or "contain"
                or "tag"
                or "debug"
                or "info"
                or "notice"
                or "warning"
                or "err"
                or "fail"
                or "import"
                or "break"
                or "next"
                or "return";

    /// <summary>Reads <c>{ statements }</c>: null when there are none.</summary>
    private BlockExpression? ParseBraces(string what)
    {
        var open = Current;
        if (!Expect(TokenKind.LeftBrace, $"expected `{{` to begin {what}", $"begin {what} with `{{`"))
        {
            return null;
        }
        var statements = ParseStatements();
        Expect(TokenKind.RightBrace, "expected `}`", "close the block with `}`", open);
        var span = From(open.Start);
        return statements.IsEmpty ? null : new BlockExpression(span, statements) { Anchor = span };
    }

    /// <summary>Reads the braces of a branch, where a single statement stands for itself.</summary>
    private Expression ParseBranch(string what)
    {
        var block = ParseBraces(what);
        return block is null ? new NopExpression(From(lastEnd))
            : block.Statements.Length == 1 ? block.Statements[0]
            : block;
    }
}
