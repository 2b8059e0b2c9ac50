using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Bunraku.Text;

namespace Bunraku.Ruby;

// Strings, symbols, regular expressions and lists of words, with what is interpolated in them.
internal sealed partial class Lexer
{
    private Token Quoted(bool hasSpace, bool refusesLabel)
    {
        var start = at;
        var state = State;
        var quote = text[at++];
        var content = quote == '\'' ? Plain(start, '\'', '\0') : Interpolated(start, quote, '\0');
        if (quote == '`')
        {
            return LiteralToken(start, new CommandExpression(file.At(start, at), content), hasSpace);
        }
        if (
            Current == ':'
            && Ahead(1) != ':'
            && !refusesLabel
            && state is not (LexerState.End or LexerState.Dot)
        )
        {
            at++;
            State = LexerState.Begin;
            return new Token(TokenKind.StringLabel, start, at, "", content, hasSpace);
        }
        return LiteralToken(start, content, hasSpace);
    }

    private Token LiteralToken(int start, Expression literal, bool hasSpace)
    {
        State = LexerState.End;
        return new Token(TokenKind.Literal, start, at, "", literal, hasSpace);
    }

    private Token QuotedSymbol(int start, bool hasSpace)
    {
        var quote = text[at++];
        var content = quote == '\'' ? Plain(start, '\'', '\0') : Interpolated(start, quote, '\0');
        return LiteralToken(start, ToSymbol(content, start), hasSpace);
    }

    private Expression ToSymbol(Expression content, int start) =>
        content is StringExpression plain
            ? new SymbolExpression(file.At(start, at), names.Of(plain.Value))
            : new InterpolatedSymbolExpression(file.At(start, at), content);

    private static char Closing(char open) =>
        open switch
        {
            '(' => ')',
            '[' => ']',
            '{' => '}',
            '<' => '>',
            _ => open,
        };

    private Token PercentLiteral(bool hasSpace)
    {
        var start = at++;
        var kind = char.IsAsciiLetter(Current) ? text[at++] : 'Q';
        if (at >= text.Length)
        {
            throw Failure(start, at, "a literal that is not finished");
        }
        var open = text[at++];
        var close = Closing(open);
        var nesting = close == open ? '\0' : open;
        switch (kind)
        {
            case 'w' or 'i' or 'W' or 'I':
                return LiteralToken(start, WordList(start, kind, close, nesting), hasSpace);
            case 'q':
                return LiteralToken(start, Plain(start, close, nesting), hasSpace);
            case 's':
                return LiteralToken(start, ToSymbol(Plain(start, close, nesting), start), hasSpace);
            case 'r':
                return Regexp(hasSpace, start, at, close, nesting);
            case 'x':
                var command = Interpolated(start, close, nesting);
                return LiteralToken(start, new CommandExpression(file.At(start, at), command), hasSpace);
            default:
                return LiteralToken(start, Interpolated(start, close, nesting), hasSpace);
        }
    }

    private StringExpression Plain(int start, char close, char nesting)
    {
        var content = new StringBuilder();
        var depth = 0;
        while (true)
        {
            if (at >= text.Length)
            {
                throw Unfinished(start);
            }
            var c = text[at++];
            if (c == '\\' && (Current == close || Current == '\\' || nesting != '\0' && Current == nesting))
            {
                c = text[at++];
            }
            else if (c == close && depth-- == 0)
            {
                return new StringExpression(file.At(start, at), content.ToString());
            }
            else if (nesting != '\0' && c == nesting)
            {
                depth++;
            }
            content.Append(c);
            if (c == '\n')
            {
                PassHeredocs();
            }
        }
    }

    /// <summary>A string goes on behind the bodies of heredocs begun in its line.</summary>
    private void PassHeredocs() => LeaveHeredocs();

    private RubySyntaxException Unfinished(int start) =>
        Failure(start, LineEnd(start), "a literal begins here and has no end");

    private Expression Interpolated(int start, char close, char nesting)
    {
        var parts = new LiteralParts();
        var depth = 0;
        while (true)
        {
            if (at >= text.Length)
            {
                throw Unfinished(start);
            }
            var c = text[at];
            if (c == '\\' && close != '\\')
            {
                at++;
                if (Current == close && !"nstrabefv0123456789uxcCM".Contains(close))
                {
                    parts.Text.Append(text[at++]);
                }
                else
                {
                    Escape(parts.Text);
                }
                continue;
            }
            if (c == '#' && Interpolation(parts))
            {
                continue;
            }
            at++;
            if (c == close && depth-- == 0)
            {
                return parts.Finish(file.At(start, at));
            }
            if (nesting != '\0' && c == nesting)
            {
                depth++;
            }
            parts.Text.Append(c);
            if (c == '\n')
            {
                PassHeredocs();
            }
        }
    }

    /// <summary>
    /// At <c>#</c>: reads <c>#{…}</c>, <c>#@x</c> or <c>#$x</c>; false when it is just a character.
    /// </summary>
    private bool Interpolation(LiteralParts parts)
    {
        var next = Ahead(1);
        if (next == '{')
        {
            parts.Cut(file.At(at, at));
            at += 2;
            var (state, refuses) = (State, RefusesLabel);
            State = LexerState.Begin;
            parts.Items.Add(reader.ReadInterpolation());
            (State, RefusesLabel) = (state, refuses);
            return true;
        }
        if (
            next == '@' && (IsNameStart(Ahead(2)) || Ahead(2) == '@' && IsNameStart(Ahead(3)))
            || next == '$' && (IsNameStart(Ahead(2)) || char.IsAsciiDigit(Ahead(2)))
        )
        {
            parts.Cut(file.At(at, at));
            at++;
            var state = State;
            var token = next == '@' ? Sigil(false) : Global(false);
            State = state;
            var span = file.At(token.Start, token.End);
            parts.Items.Add(
                token.Kind switch
                {
                    TokenKind.InstanceVariable => new InstanceVariable(span, token.Text),
                    TokenKind.ClassVariable => new ClassVariable(span, token.Text),
                    _ => new GlobalVariable(span, token.Text),
                }
            );
            return true;
        }
        return false;
    }

    /// <summary>After a backslash in a string with escapes.</summary>
    private void Escape(StringBuilder output)
    {
        if (at >= text.Length)
        {
            return;
        }
        var c = text[at++];
        switch (c)
        {
            case 'n':
                output.Append('\n');
                break;
            case 't':
                output.Append('\t');
                break;
            case 's':
                output.Append(' ');
                break;
            case 'r':
                output.Append('\r');
                break;
            case 'a':
                output.Append('\a');
                break;
            case 'b':
                output.Append('\b');
                break;
            case 'e':
                output.Append('\x1b');
                break;
            case 'f':
                output.Append('\f');
                break;
            case 'v':
                output.Append('\v');
                break;
            case 'u':
                UnicodeEscape(output);
                break;
            case 'x':
                AppendByte(output, Code(16, 2));
                break;
            case >= '0' and <= '7':
                at--;
                AppendByte(output, Code(8, 3) & 0xff);
                break;
            case 'c':
            case 'C' or 'M' when Current == '-':
                at--;
                AppendByte(output, KeyCode());
                break;
            case '\n':
                PassHeredocs();
                break;
            default:
                output.Append(c);
                break;
        }
    }

    /// <summary>At the letter of <c>\cx</c>, <c>\C-x</c> or <c>\M-x</c>: the byte of the keys.</summary>
    private int KeyCode()
    {
        var isMeta = text[at] == 'M';
        at += text[at] == 'c' ? 1 : 2;
        if (at >= text.Length)
        {
            throw Failure(at - 2, at, "an escape without a character");
        }
        int key;
        if (Current == '\\' && (Ahead(1) == 'c' || Ahead(1) is 'C' or 'M' && Ahead(2) == '-'))
        {
            at++;
            key = KeyCode();
        }
        else if (Current == '\\')
        {
            at++;
            var escaped = new StringBuilder();
            Escape(escaped);
            key = escaped.Length > 0 ? escaped[0] & 0xff : 0;
        }
        else
        {
            key = text[at++];
        }
        return isMeta ? key & 0xff | 0x80
            : key == '?' ? 0x7f
            : key & 0x9f;
    }

    private static void AppendByte(StringBuilder output, int value) =>
        output.Append((char)(value < 0x80 ? value : 0xdc00 + value));

    private int Code(int radix, int most)
    {
        var from = at;
        while (
            at - from < most && (radix == 16 ? char.IsAsciiHexDigit(Current) : Current is >= '0' and <= '7')
        )
        {
            at++;
        }
        return at == from
            ? throw Failure(from - 2, at, "an escape without digits")
            : Convert.ToInt32(text[from..at], radix);
    }

    private void UnicodeEscape(StringBuilder output)
    {
        if (Current != '{')
        {
            output.Append((char)Code(16, 4));
            return;
        }
        var end = text.IndexOf('}', at);
        if (end < 0)
        {
            throw Failure(at - 2, at + 1, "`\\u{` without `}`");
        }
        foreach (var digits in text[(at + 1)..end].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            output.Append(
                int.TryParse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code)
                && Rune.IsValid(code)
                    ? new Rune(code).ToString()
                    : throw Failure(at - 2, end + 1, $"`{digits}` is no code point")
            );
        }
        at = end + 1;
    }

    private Token Regexp(bool hasSpace, int start, int from, char close, char nesting = '\0')
    {
        at = from;
        var parts = new LiteralParts();
        var depth = 0;
        while (true)
        {
            if (at >= text.Length)
            {
                throw Unfinished(start);
            }
            var c = text[at];
            if (c == '\\' && at + 1 < text.Length)
            {
                // The regular expression reads its escapes itself; only a closing sign that says nothing
                // in it loses its backslash.
                if (text[at + 1] != close || "$*+.?^|)]}>".Contains(close))
                {
                    parts.Text.Append('\\');
                }
                parts.Text.Append(text[at + 1]);
                at += 2;
                continue;
            }
            if (c == '#' && Interpolation(parts))
            {
                continue;
            }
            at++;
            if (c == close && depth-- == 0)
            {
                break;
            }
            if (nesting != '\0' && c == nesting)
            {
                depth++;
            }
            parts.Text.Append(c);
        }
        var content = parts.Finish(file.At(start, at));
        var flags = at;
        while (char.IsAsciiLetterLower(Current))
        {
            if (!"mixounse".Contains(Current))
            {
                throw Failure(flags, at + 1, $"unknown option of a regular expression: `{Current}`");
            }
            at++;
        }
        if (content is StringExpression plain)
        {
            Check(plain.Value, text[flags..at], start);
        }
        return LiteralToken(
            start,
            new RegexpExpression(file.At(start, at), content, text[flags..at]),
            hasSpace
        );
    }

    private void Check(string pattern, string flags, int start)
    {
        try
        {
            RubyRegexTranslator.Translate(
                flags.Contains('x', StringComparison.Ordinal) ? "(?x)" + pattern : pattern
            );
        }
        catch (RubyPatternException failure) when (!failure.IsOurs)
        {
            throw Failure(start, at, failure.Problem);
        }
    }

    private ArrayExpression WordList(int start, char kind, char close, char nesting)
    {
        var items = ImmutableArray.CreateBuilder<Expression>();
        var parts = new LiteralParts();
        var depth = 0;
        while (true)
        {
            if (at >= text.Length)
            {
                throw Unfinished(start);
            }
            var c = text[at];
            if (c == '\\' && at + 1 < text.Length)
            {
                at++;
                if (kind is 'W' or 'I' && !char.IsWhiteSpace(Current))
                {
                    Escape(parts.Text);
                    continue;
                }
                if (
                    !(Current == close || Current == '\\' || char.IsWhiteSpace(Current) || Current == nesting)
                )
                {
                    parts.Text.Append('\\');
                }
                parts.Text.Append(text[at++]);
                parts.IsBegun = true;
                continue;
            }
            if (c == '#' && kind is 'W' or 'I' && c == '#' && Interpolation(parts))
            {
                continue;
            }
            at++;
            var isEnd = c == close && depth == 0;
            if (isEnd || char.IsWhiteSpace(c))
            {
                if (!parts.IsEmpty)
                {
                    var word = parts.Finish(file.At(start, at));
                    items.Add(kind is 'i' or 'I' ? ToSymbol(word, start) : word);
                    parts = new LiteralParts();
                }
                if (isEnd)
                {
                    return new ArrayExpression(file.At(start, at), items.ToImmutable());
                }
                continue;
            }
            depth +=
                nesting != '\0' && c == nesting ? 1
                : c == close ? -1
                : 0;
            parts.Text.Append(c);
        }
    }
}
