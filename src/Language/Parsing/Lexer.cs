using System.Buffers;
using System.Globalization;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>
/// Cuts a source into tokens. Strings with interpolation, heredocs and EPP text become tokens of the one
/// list, in the order in which the grammar wants them.
/// </summary>
internal sealed partial class Lexer
{
    private const int DeepestInterpolation = 64;

    private static readonly SearchValues<char> WordCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
    );

    private static readonly SearchValues<char> BareWordCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"
    );

    private readonly TokenList tokens;
    private readonly SourceFile file;
    private readonly NameCache names;
    private readonly string text;
    private readonly int start;
    private readonly int end;
    private readonly OffsetMap? map;
    private readonly int depth;
    private int position;
    private int lineStart;

    /// <summary>Where comments and the texts of heredocs are, when somebody asked.</summary>
    private List<Trivia>? trivia;

    /// <summary>Where the next line begins once the heredocs of this one are passed over, or -1.</summary>
    private int newlineJump = -1;
    private int braces;
    private bool firstOnLine = true;

    /// <summary>The token before, which decides what a slash or a brace is.</summary>
    private TokenKind after;

    private Lexer(
        TokenList tokens,
        NameCache names,
        string text,
        int start,
        int end,
        OffsetMap? map,
        int depth
    )
    {
        this.tokens = tokens;
        this.names = names;
        this.text = text;
        this.start = start;
        this.end = end;
        this.map = map;
        this.depth = depth;
        file = tokens.File;
        position = start;
        lineStart = start;
    }

    /// <param name="trivia">Takes what the grammar does not see; null when nobody cares.</param>
    public static TokenList Read(SourceFile file, List<Trivia>? trivia = null)
    {
        var tokens = new TokenList(file);
        var lexer = new Lexer(
            tokens,
            new NameCache(file.Text.Length),
            file.Text,
            0,
            file.Text.Length,
            null,
            0
        )
        {
            trivia = trivia,
        };
        lexer.ReadByteOrderMark();
        while (lexer.position < lexer.end)
        {
            lexer.ReadOne();
        }
        lexer.Emit(TokenKind.EndOfInput, file.Text.Length, file.Text.Length);
        return tokens;
    }

    private char Peek(int distance) => position + distance < end ? text[position + distance] : '\0';

    private void ReadByteOrderMark()
    {
        if (text.StartsWith('\uFEFF'))
        {
            position = 1;
            Fail(SyntaxDiagnostics.ByteOrderMark(file.At(0, 1)), 0, 1);
        }
    }

    private int ToSource(int offset) => map is null ? offset : map.ToSource(offset);

    private Span At(int from, int to) => file.At(ToSource(from), ToSource(to));

    private void Emit(TokenKind kind, int from, int to, string? value = null)
    {
        after = kind;
        Add(kind, from, to, value);
    }

    /// <summary>Adds a token without its becoming “the token before”.</summary>
    private void Add(TokenKind kind, int from, int to, string? value)
    {
        if (map is not null)
        {
            from = map.ToSource(from);
            to = map.ToSource(to);
        }
        tokens.Add(new Token(kind, firstOnLine, from, to, value));
        firstOnLine = false;
    }

    private void Fail(Diagnostic diagnostic, int from, int to)
    {
        var place = tokens.Count;
        Emit(TokenKind.Error, from, to);
        tokens.Diagnostics.Add((place, diagnostic));
        if (interpolations > 0)
        {
            FailFrom(outermost);
        }
    }

    /// <summary>
    /// Moves the last mistake to an earlier token: the reference reads a string to its end before it looks
    /// at what is interpolated in it.
    /// </summary>
    private void FailFrom(int place)
    {
        tokens[place] = tokens[place] with { Kind = TokenKind.Error };
        tokens.Diagnostics[^1] = (
            Math.Min(place, tokens.Diagnostics[^1].Index),
            tokens.Diagnostics[^1].Diagnostic
        );
    }

    private void EmitFixed(TokenKind kind, int length)
    {
        Emit(kind, position, position + length);
        position += length;
    }

    /// <summary>
    /// Reads one token, or passes over white space or a comment. A dispatcher, so longer than most.
    /// </summary>
    private void ReadOne()
    {
        var character = text[position];
        switch (character)
        {
            case ' ':
            case '\t':
            case '\r':
                position++;
                break;
            case '\n':
                ReadNewline();
                break;
            case '#':
                ReadLineComment();
                break;
            case >= 'a' and <= 'z':
            case '_':
                ReadBareWord();
                break;
            case >= 'A' and <= 'Z':
                ReadClassReference();
                break;
            case >= '0' and <= '9':
                ReadNumber();
                break;
            case '$':
                ReadVariable();
                break;
            case '\'':
                ReadSingleQuoted();
                break;
            case '"':
                ReadDoubleQuoted();
                break;
            case '/':
                ReadSlash();
                break;
            case ':':
                ReadColon();
                break;
            case '@':
                ReadAt();
                break;
            case '{':
                braces++;
                EmitFixed(after == TokenKind.Question ? TokenKind.SelectorBrace : TokenKind.LeftBrace, 1);
                break;
            case '}':
                braces--;
                EmitFixed(TokenKind.RightBrace, 1);
                break;
            case '%' when epp != EppMode.Off && Peek(1) == '>':
            case '-' when epp != EppMode.Off && Peek(1) == '%' && Peek(2) == '>':
                ReadEppEnd();
                break;
            default:
                ReadOperator(character);
                break;
        }
    }

    private void ReadLineComment()
    {
        var from = position;
        var newline = text.AsSpan(position, end - position).IndexOf('\n');
        position = newline < 0 ? end : position + newline;
        Keep(TriviaKind.LineComment, from, position);
    }

    /// <summary>Notes what is not within a string, whose text is one with what is interpolated.</summary>
    private void Keep(TriviaKind kind, int from, int to)
    {
        if (interpolations == 0)
        {
            trivia?.Add(new Trivia(kind, from, to));
        }
    }

    private void ReadNewline()
    {
        position = newlineJump >= 0 ? newlineJump : position + 1;
        newlineJump = -1;
        lineStart = position;
        firstOnLine = true;
    }

    private void ReadOperator(char character)
    {
        switch (character)
        {
            case '[':
                var spaced =
                    position == start || IsBlank(text[position - 1]) || text[position - 1] is '\r' or '\n';
                EmitFixed(spaced ? TokenKind.ListStart : TokenKind.LeftBracket, 1);
                break;
            case '(':
                EmitFixed(IsFirstOnLine() ? TokenKind.LineParenthesis : TokenKind.LeftParenthesis, 1);
                break;
            case '<':
                ReadLess();
                break;
            default:
                var (kind, length) = OperatorAt(character, Peek(1), Peek(2));
                if (kind == TokenKind.Other)
                {
                    ReadOther();
                    break;
                }
                EmitFixed(kind, length);
                break;
        }
    }

    private static (TokenKind Kind, int Length) OperatorAt(char first, char second, char third) =>
        (first, second, third) switch
        {
            (']', _, _) => (TokenKind.RightBracket, 1),
            (')', _, _) => (TokenKind.RightParenthesis, 1),
            (',', _, _) => (TokenKind.Comma, 1),
            (';', _, _) => (TokenKind.Semicolon, 1),
            ('.', _, _) => (TokenKind.Dot, 1),
            ('?', _, _) => (TokenKind.Question, 1),
            ('*', _, _) => (TokenKind.Times, 1),
            ('%', _, _) => (TokenKind.Modulo, 1),
            ('=', '=', _) => (TokenKind.Equal, 2),
            ('=', '>', _) => (TokenKind.Arrow, 2),
            ('=', '~', _) => (TokenKind.Match, 2),
            ('=', _, _) => (TokenKind.Assign, 1),
            ('+', '=', _) => (TokenKind.AppendAssign, 2),
            ('+', '>', _) => (TokenKind.PlusArrow, 2),
            ('+', _, _) => (TokenKind.Plus, 1),
            ('-', '>', _) => (TokenKind.InEdge, 2),
            ('-', '=', _) => (TokenKind.DeleteAssign, 2),
            ('-', _, _) => (TokenKind.Minus, 1),
            ('!', '=', _) => (TokenKind.NotEqual, 2),
            ('!', '~', _) => (TokenKind.NotMatch, 2),
            ('!', _, _) => (TokenKind.Not, 1),
            ('~', '>', _) => (TokenKind.InEdgeNotify, 2),
            ('|', '>', '>') => (TokenKind.CollectExportedEnd, 3),
            ('|', '>', _) => (TokenKind.CollectEnd, 2),
            ('|', _, _) => (TokenKind.Pipe, 1),
            ('>', '>', _) => (TokenKind.ShiftRight, 2),
            ('>', '=', _) => (TokenKind.GreaterEqual, 2),
            ('>', _, _) => (TokenKind.Greater, 1),
            _ => (TokenKind.Other, 1),
        };

    private void ReadLess()
    {
        var (kind, length) = (Peek(1), Peek(2)) switch
        {
            ('<', '|') => (TokenKind.CollectExported, 3),
            ('<', _) => (TokenKind.ShiftLeft, 2),
            ('=', _) => (TokenKind.LessEqual, 2),
            ('|', _) => (TokenKind.Collect, 2),
            ('-', _) => (TokenKind.OutEdge, 2),
            ('~', _) => (TokenKind.OutEdgeNotify, 2),
            _ => (TokenKind.Less, 1),
        };
        EmitFixed(kind, length);
    }

    private void ReadOther()
    {
        if (IsBlank(text[position]))
        {
            position++;
            return;
        }
        // A lone tilde is a token without a place in the grammar; the reference names it, but no other
        // stray.
        Emit(TokenKind.Other, position, position + 1, text[position] == '~' ? "~" : "");
        position++;
    }

    private bool IsFirstOnLine()
    {
        var i = position;
        while (i > lineStart && (IsBlank(text[i - 1]) || text[i - 1] == '\r'))
        {
            i--;
        }
        return i == lineStart;
    }

    private void ReadAt()
    {
        switch (Peek(1))
        {
            case '@':
                EmitFixed(TokenKind.AtAt, 2);
                break;
            case '(':
                ReadHeredoc();
                break;
            default:
                EmitFixed(TokenKind.At, 1);
                break;
        }
    }

    private void ReadSlash()
    {
        var from = position;
        if (Peek(1) == '*')
        {
            var close = text.AsSpan(position + 2, end - position - 2).IndexOf("*/");
            position = close < 0 ? end : position + 2 + close + 2;
            if (close < 0)
            {
                Fail(SyntaxDiagnostics.UnclosedComment(At(from, from + 2)), from, end);
            }
            Keep(TriviaKind.BlockComment, from, position);
            return;
        }
        var regexEnd = RegexMayStart() ? FindRegexEnd() : -1;
        if (regexEnd < 0)
        {
            EmitFixed(TokenKind.Divide, 1);
            return;
        }
        var pattern = text.AsSpan(from + 1, regexEnd - from - 2);
        position = regexEnd;
        var value = pattern.Contains('\\') ? pattern.ToString().Replace("\\/", "/") : pattern.ToString();
        Emit(TokenKind.Regex, from, regexEnd, value);
    }

    /// <summary>The offset after the slash that ends a regular expression, or -1.</summary>
    private int FindRegexEnd()
    {
        for (var i = position + 1; i < end; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '/')
            {
                return i + 1;
            }
        }
        return -1;
    }

    private bool RegexMayStart() =>
        after
            is not (
                TokenKind.RightParenthesis
                or TokenKind.RightBracket
                or TokenKind.CollectEnd
                or TokenKind.CollectExportedEnd
                or TokenKind.Name
                or TokenKind.ClassReference
                or TokenKind.Number
                or TokenKind.String
                or TokenKind.Boolean
                or TokenKind.StringHead
                or TokenKind.StringMiddle
                or TokenKind.StringTail
                or TokenKind.Heredoc
                or TokenKind.Regex
                or TokenKind.Variable
                or TokenKind.Word
            );

    private static bool IsWord(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';

    private static bool IsBlank(char character) =>
        character is ' ' or '\t'
        || (character > '\x7f' && char.GetUnicodeCategory(character) == UnicodeCategory.SpaceSeparator);
}
