using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Bunraku.Text;

namespace Bunraku.Ruby;

/// <summary>
/// Reads a program of Ruby 3.1 by recursive descent. Split by theme: operators, operands, calls, blocks,
/// assignments, control, definitions.
/// </summary>
internal sealed partial class Parser : Lexer.IProgramReader
{
    private readonly Lexer lexer;
    private Token current;
    private int previousEnd;
    private VariableScope variables = new(null);

    /// <summary>Where the statement began that is being read: there, a list may be assigned.</summary>
    private int statementStart = -1;

    /// <summary>Whether <c>do</c> belongs to something further out.</summary>
    private bool refusesDo;

    /// <summary>Whether <c>{</c> begins the body of the lambda whose parameters are read.</summary>
    private bool refusesBrace;

    /// <summary>Whether <c>in</c> begins the first clause of a <c>case</c>.</summary>
    private bool refusesIn;

    /// <summary>Whether <c>|</c> ends the parameters of a block.</summary>
    private bool refusesPipe;

    /// <summary>
    /// Where a call may begin whose arguments have no parentheses: at statements, and at what is
    /// assigned, returned or
    /// handed on alone; not at the operands of operators.
    /// </summary>
    private int commandAt = -1;

    private bool isInMethod;

    /// <summary>Whether <c>break</c>, <c>next</c> and <c>redo</c> have a loop or block around them.</summary>
    private bool isInLoop;

    /// <summary>Those without one so far: a <c>while</c> behind their statement may follow.</summary>
    private readonly List<Token> strays = [];

    /// <summary>Whether <c>retry</c> has something to begin again.</summary>
    private bool isInRescue;

    /// <summary>Whether it is the body of a class, outside of its methods.</summary>
    private bool isInClass;

    /// <summary>The bodies of <c>BEGIN</c>.</summary>
    private readonly List<Expression> begun = [];

    private Parser(SourceFile file, IEnumerable<string> known)
    {
        lexer = new Lexer(file, this) { State = LexerState.Begin };
        foreach (var name in known)
        {
            variables.Declare(name);
        }
    }

    private SourceFile File => lexer.File;

    /// <param name="known">Names that are variables from the start.</param>
    public static ParseResult Parse(SourceFile file, params IEnumerable<string> known)
    {
        var parser = new Parser(file, known);
        try
        {
            parser.lexer.SkipFirstComments();
            parser.Advance();
            var body = parser.Statements();
            if (parser.current.Kind != TokenKind.End)
            {
                throw parser.Unexpected("a statement");
            }
            if (parser.strays is [var stray, ..])
            {
                throw parser.lexer.Failure(
                    stray.Start,
                    stray.End,
                    $"`{stray.Text}` outside of a loop or a block"
                );
            }
            if (parser.begun.Count > 0)
            {
                body = new SequenceExpression(body.Span, [.. parser.begun, body]);
            }
            return new ParseResult(
                new ProgramExpression(file.At(0, file.Text.Length), body),
                null,
                parser.firstMethod
            );
        }
        catch (RubySyntaxException failure)
        {
            return new ParseResult(null, failure.Diagnostic);
        }
        catch (InsufficientExecutionStackException)
        {
            var place = parser.current;
            var failure = parser.lexer.Failure(place.Start, place.End, "something is nested too deep");
            return new ParseResult(null, failure.Diagnostic);
        }
    }

    bool Lexer.IProgramReader.IsVariable(string name) => variables.Knows(name);

    Expression Lexer.IProgramReader.ReadInterpolation()
    {
        var saved = (current, previousEnd, statementStart, commandAt, refusesDo, refusesPipe);
        (refusesDo, refusesPipe) = (false, false);
        Advance();
        var body = Statements();
        if (current.Kind != TokenKind.CloseBrace)
        {
            throw Unexpected("`}`");
        }
        (current, previousEnd, statementStart, commandAt, refusesDo, refusesPipe) = saved;
        return body;
    }

    private void Advance()
    {
        previousEnd = current.End;
        current = lexer.Next();
    }

    /// <summary>At <c>not</c>: whether it is written like a call, <c>not(value)</c>.</summary>
    private bool IsNotCall => current.End < File.Text.Length && File.Text[current.End] == '(';

    private bool Is(TokenKind kind) => current.Kind == kind;

    private bool Accept(TokenKind kind)
    {
        if (current.Kind != kind)
        {
            return false;
        }
        Advance();
        return true;
    }

    private void Expect(TokenKind kind, string what)
    {
        if (!Accept(kind))
        {
            throw Unexpected(what);
        }
    }

    /// <summary>The end of what a keyword or bracket began.</summary>
    private void Close(TokenKind kind, string what, Token opened)
    {
        if (Is(kind))
        {
            Advance();
            return;
        }
        throw Is(TokenKind.End)
            ? lexer.Failure(opened.Start, opened.End, $"`{opened.Text}` has no `{what}`")
            : Unexpected($"`{what}` for the `{opened.Text}` of line {File.PositionOf(opened.Start).Line}");
    }

    private void SkipNewlines()
    {
        while (Is(TokenKind.Newline))
        {
            Advance();
        }
    }

    /// <summary>Behind an operator; a semicolon ends the statement there.</summary>
    private void SkipLineBreaks()
    {
        while (Is(TokenKind.Newline) && current.Text != ";")
        {
            Advance();
        }
    }

    private Span From(int start) => File.At(start, Math.Max(previousEnd, start));

    private Span SpanOf(Token token) => File.At(token.Start, token.End);

    private RubySyntaxException Unexpected(string wanted)
    {
        var found = current.Kind switch
        {
            TokenKind.End => "the end of the file",
            TokenKind.Newline => "the end of the line",
            _ => $"`{FirstLine(current)}`",
        };
        return lexer.Failure(current.Start, current.End, $"{found} where {wanted} is expected");
    }

    private string FirstLine(Token token)
    {
        var text = File.Text[token.Start..token.End];
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? text : text[..end] + "…";
    }

    private Expression Statements()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var (savedDo, savedPipe, savedIn) = (refusesDo, refusesPipe, refusesIn);
        (refusesDo, refusesPipe, refusesIn) = (false, false, false);
        var start = current.Start;
        var items = ImmutableArray.CreateBuilder<Expression>();
        SkipNewlines();
        while (!IsEndOfBody())
        {
            items.Add(Statement());
            if (!Is(TokenKind.Newline) && !IsEndOfBody())
            {
                throw Unexpected("the end of the statement");
            }
            SkipNewlines();
        }
        (refusesDo, refusesPipe, refusesIn) = (savedDo, savedPipe, savedIn);
        return items.Count == 1 ? items[0] : new SequenceExpression(From(start), items.ToImmutable());
    }

    private bool IsEndOfBody() =>
        current.Kind
            is TokenKind.End
                or TokenKind.EndWord
                or TokenKind.ElseWord
                or TokenKind.ElsifWord
                or TokenKind.WhenWord
                or TokenKind.InWord
                or TokenKind.RescueWord
                or TokenKind.EnsureWord
                or TokenKind.CloseBrace
                or TokenKind.CloseParen;

    private Expression Statement()
    {
        var start = current.Start;
        if (current is { Kind: TokenKind.Constant, Text: "BEGIN" or "END" } && Outermost() is { } block)
        {
            return block;
        }
        var left = ExpressionStatement();
        while (true)
        {
            var kind = current.Kind;
            switch (kind)
            {
                case TokenKind.IfWord:
                    Advance();
                    var condition = ExpressionStatement();
                    left = new IfExpression(From(start), condition, left, null);
                    break;
                case TokenKind.UnlessWord:
                    Advance();
                    condition = ExpressionStatement();
                    left = new IfExpression(From(start), condition, null, left);
                    break;
                case TokenKind.WhileWord or TokenKind.UntilWord:
                    Advance();
                    strays.RemoveAll(stray => stray.Start >= start);
                    var wasInLoop = isInLoop;
                    isInLoop = true;
                    condition = ExpressionStatement();
                    isInLoop = wasInLoop;
                    var isAfter = left is BeginExpression { Rescues.Length: 0, Ensure: null };
                    left = new WhileExpression(
                        From(start),
                        condition,
                        left,
                        kind == TokenKind.UntilWord,
                        isAfter
                    );
                    break;
                case TokenKind.RescueWord:
                    left = RescueModifier(left, start);
                    break;
                default:
                    return left;
            }
        }
    }

    /// <summary>
    /// At <c>BEGIN</c> or <c>END</c>: a block that is run before the program, or handed to <c>at_exit</c>.
    /// </summary>
    private Expression? Outermost()
    {
        var (mark, word) = ((lexer.Mark, current, previousEnd), current);
        Advance();
        if (!Is(TokenKind.OpenBlock))
        {
            (lexer.Mark, current, previousEnd) = mark;
            return null;
        }
        var block = BraceBlock();
        if (word.Text == "BEGIN")
        {
            begun.Add(block.Body);
            return new NilExpression(From(word.Start));
        }
        return new CallExpression(From(word.Start), null, "at_exit", SpanOf(word), []) { Block = block };
    }

    private BeginExpression RescueModifier(Expression body, int start)
    {
        Advance();
        var otherwise = ExpressionStatement();
        return new BeginExpression(From(start), body, [new RescueClause([], null, otherwise)], null, null);
    }

    /// <summary>With the operators of least precedence: <c>and</c>, <c>or</c>, <c>not</c>.</summary>
    private Expression ExpressionStatement()
    {
        var start = current.Start;
        var saved = commandAt;
        (statementStart, commandAt) = (start, start);
        var left = WithPattern(NotStatement(), start);
        while (Is(TokenKind.AndWord) || Is(TokenKind.OrWord))
        {
            var isAnd = Is(TokenKind.AndWord);
            Value(left);
            Advance();
            SkipLineBreaks();
            (statementStart, commandAt) = (current.Start, current.Start);
            var right = WithPattern(NotStatement(), statementStart);
            left = isAnd
                ? new AndExpression(From(start), left, right)
                : new OrExpression(From(start), left, right);
        }
        commandAt = saved;
        return left;
    }

    private Expression WithPattern(Expression value, int start) =>
        Is(TokenKind.Arrow) || Is(TokenKind.InWord) && !refusesIn ? MatchPattern(value, start) : value;

    private Expression NotStatement()
    {
        var start = current.Start;
        if (Is(TokenKind.NotWord) && !IsNotCall)
        {
            Advance();
            commandAt = current.Start;
            return new NotExpression(From(start), NotStatement());
        }
        return StatementWithTargets();
    }
}
