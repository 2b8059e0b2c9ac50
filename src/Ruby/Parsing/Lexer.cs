using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Ruby;

/// <summary>
/// Reads one token at a time, when the parser asks for it: what a character means depends on what stands
/// before
/// it and on which names are variables. Split by theme: operators, numbers, strings, heredocs.
/// </summary>
internal sealed partial class Lexer(SourceFile file, Lexer.IProgramReader reader)
{
    /// <summary>What the lexer needs of the parser: variables' names, and programs within strings.</summary>
    internal interface IProgramReader
    {
        bool IsVariable(string name);

        /// <summary>Reads the program after <c>#{</c> and leaves the lexer behind its <c>}</c>.</summary>
        Expression ReadInterpolation();
    }

    private readonly string text = file.Text;
    private readonly NameTable names = new();
    private int at;

    /// <summary>
    /// Where the rest of the line after heredocs goes on; -1 when no heredoc was begun in it.
    /// </summary>
    private int afterHeredocs = -1;

    public SourceFile File => file;

    public LexerState State { get; set; }

    /// <summary>Whether a name before a colon is a label: not after the question mark of a choice.</summary>
    public bool RefusesLabel { get; set; }

    /// <summary>Whether a statement begins, or an operand of an operator: no label stands there.</summary>
    private bool refusesNext = true;

    public int Position => at;

    /// <summary>All there is to know of a place, to come back to it.</summary>
    public (int At, int AfterHeredocs, LexerState State, bool RefusesLabel, bool RefusesNext) Mark
    {
        get => (at, afterHeredocs, State, RefusesLabel, refusesNext);
        set => (at, afterHeredocs, State, RefusesLabel, refusesNext) = value;
    }

    private char Current => at < text.Length ? text[at] : '\0';

    private char Ahead(int count) => at + count < text.Length ? text[at + count] : '\0';

    public Token Next()
    {
        var before = at;
        if (SkipSpace() is { } newline)
        {
            return newline;
        }
        var hasSpace = at > before;
        var refusesLabel = RefusesLabel || refusesNext;
        (RefusesLabel, refusesNext) = (false, false);
        if (at >= text.Length)
        {
            return new Token(TokenKind.End, text.Length, text.Length, "", null, hasSpace);
        }
        var c = text[at];
        if (IsNameStart(c))
        {
            return Name(hasSpace, refusesLabel);
        }
        if (char.IsAsciiDigit(c))
        {
            return Number(hasSpace, at);
        }
        return c switch
        {
            '"' or '\'' or '`' when State is not (LexerState.Dot or LexerState.MethodName) => Quoted(
                hasSpace,
                refusesLabel
            ),
            '@' => Sigil(hasSpace),
            '$' => Global(hasSpace),
            _ => Operator(hasSpace),
        };
    }

    /// <summary>Skips white space and comments; a line break that ends a statement is a token.</summary>
    private Token? SkipSpace()
    {
        while (at < text.Length)
        {
            var c = text[at];
            if (c is ' ' or '\t' or '\r' or '\f' or '\v')
            {
                at++;
            }
            else if (c == '\\' && Ahead(1) == '\n')
            {
                at += 2;
                LeaveHeredocs();
            }
            else if (c == '\\' && Ahead(1) == '\r' && Ahead(2) == '\n')
            {
                at += 3;
            }
            else if (c == '#')
            {
                at = LineEnd(at);
            }
            else if (c == '\n')
            {
                var start = at++;
                LeaveHeredocs();
                SkipBlockComments();
                if (
                    State
                        is not (
                            LexerState.Begin
                            or LexerState.Dot
                            or LexerState.Class
                            or LexerState.MethodName
                        )
                    && !IsContinued()
                )
                {
                    State = LexerState.Begin;
                    refusesNext = true;
                    return new Token(TokenKind.Newline, start, start + 1, "\n", null, false);
                }
            }
            else if (IsEndMarker() || c == '\0' || c == '\x04')
            {
                at = text.Length;
            }
            else
            {
                break;
            }
        }
        return null;
    }

    /// <summary>What may stand before a program: a mark of its encoding, comments.</summary>
    public void SkipFirstComments()
    {
        at += text.StartsWith('\uFEFF') ? 1 : 0;
        SkipBlockComments();
    }

    private void SkipBlockComments()
    {
        while (
            text.AsSpan(at).StartsWith("=begin") && (at + 6 >= text.Length || char.IsWhiteSpace(text[at + 6]))
        )
        {
            var end = text.IndexOf("\n=end", at, StringComparison.Ordinal);
            at = end < 0 ? text.Length : Math.Min(text.Length, LineEnd(end + 1) + 1);
        }
    }

    private bool IsEndMarker() =>
        text[at] == '_'
        && (at == 0 || text[at - 1] == '\n')
        && text.AsSpan(at).StartsWith("__END__")
        && (at + 7 >= text.Length || text[at + 7] is '\n' or '\r');

    private int LineEnd(int from)
    {
        var end = text.IndexOf('\n', from);
        return end < 0 ? text.Length : end;
    }

    /// <summary>At a line's start: whether it begins with a dot, and so goes on with the statement.</summary>
    private bool IsContinued()
    {
        var i = at;
        while (i < text.Length)
        {
            var c = text[i];
            if (c is ' ' or '\t' or '\r' or '\n')
            {
                i++;
            }
            else if (c == '#')
            {
                i = LineEnd(i);
            }
            else
            {
                return c == '.' && i + 1 < text.Length && text[i + 1] != '.'
                    || c == '&' && i + 1 < text.Length && text[i + 1] == '.';
            }
        }
        return false;
    }

    private void LeaveHeredocs()
    {
        if (afterHeredocs >= 0)
        {
            at = afterHeredocs;
            afterHeredocs = -1;
        }
    }

    public static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_' || c > 127;

    public static bool IsNamePart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_' || c > 127;

    private Token Name(bool hasSpace, bool refusesLabel)
    {
        var start = at;
        while (at < text.Length && IsNamePart(text[at]))
        {
            at++;
        }
        if (Current is '?' or '!' && (Ahead(1) != '=' || Ahead(2) is '=' or '~' or '>'))
        {
            at++;
        }
        else if (State == LexerState.MethodName && Current == '=' && Ahead(1) is not ('~' or '>' or '='))
        {
            at++;
        }
        var span = text.AsSpan(start, at - start);
        if (IsLabelColon(refusesLabel))
        {
            at++;
            State = LexerState.Begin;
            return new Token(TokenKind.Label, start, at, names.Of(span), null, hasSpace);
        }
        if (State == LexerState.MethodName && span is "self" && (Current is '.' or ':'))
        {
            State = LexerState.End;
            return new Token(TokenKind.SelfWord, start, at, "self", null, hasSpace);
        }
        if (
            State is not (LexerState.Dot or LexerState.MethodName)
            && Keywords.Find(span, out var keyword, out var after)
        )
        {
            State = after;
            refusesNext = after == LexerState.Begin && keyword is not TokenKind.InWord;
            return new Token(keyword, start, at, names.Of(span), null, hasSpace);
        }
        var name = names.Of(span);
        var kind =
            char.IsUpper(name[0]) && name[^1] is not ('?' or '!') ? TokenKind.Constant : TokenKind.Identifier;
        State = State switch
        {
            LexerState.MethodName => LexerState.End,
            LexerState.Dot => LexerState.Argument,
            _ when kind == TokenKind.Identifier && reader.IsVariable(name) => LexerState.End,
            _ => LexerState.Argument,
        };
        return new Token(kind, start, at, name, null, hasSpace);
    }

    private bool IsLabelColon(bool refusesLabel) =>
        Current == ':'
        && Ahead(1) != ':'
        && !refusesLabel
        && State is LexerState.Begin or LexerState.Argument or LexerState.Middle or LexerState.End;

    private Token Sigil(bool hasSpace)
    {
        var start = at;
        at += Ahead(1) == '@' ? 2 : 1;
        if (!IsNameStart(Current))
        {
            throw Failure(start, at + 1, "`@` without the name of a variable");
        }
        var kind = at - start == 2 ? TokenKind.ClassVariable : TokenKind.InstanceVariable;
        SkipName();
        State = LexerState.End;
        return new Token(kind, start, at, names.Of(text.AsSpan(start, at - start)), null, hasSpace);
    }

    private void SkipName()
    {
        while (IsNamePart(Current))
        {
            at++;
        }
    }

    private Token Global(bool hasSpace)
    {
        var start = at++;
        if (IsNameStart(Current))
        {
            SkipName();
        }
        else if (char.IsAsciiDigit(Current))
        {
            while (char.IsAsciiDigit(Current))
            {
                at++;
            }
        }
        else if (Current == '-' && at + 1 < text.Length)
        {
            at += 2;
        }
        else if (at >= text.Length || Current == '-' || !IsSpecialGlobal(Current))
        {
            throw Failure(start, at, "`$` without the name of a variable");
        }
        else
        {
            at++;
        }
        State = LexerState.End;
        return new Token(
            TokenKind.GlobalVariable,
            start,
            at,
            names.Of(text.AsSpan(start, at - start)),
            null,
            hasSpace
        );
    }

    internal RubySyntaxException Failure(int start, int end, string problem, string? help = null) =>
        new(
            RubyDiagnostics.Syntax(file.At(start, Math.Min(Math.Max(end, start), text.Length)), problem, help)
        );
}
