using System.Globalization;
using System.Text;

namespace Bunraku.Language;

/// <content>Quoted strings and what is interpolated in them.</content>
internal sealed partial class Lexer
{
    private int interpolations;

    /// <summary>The head of the string that is being read, when something is interpolated in it.</summary>
    private int outermost;

    private enum TextEnd
    {
        Close,
        Variable,
        Expression,
        Missing,
    }

    private void ReadSingleQuoted()
    {
        var from = position;
        var hasEscape = false;
        // Three quotes are a string of one: the reference takes the second for text when a third follows.
        for (var i = Peek(1) == '\'' && Peek(2) == '\'' ? from + 2 : from + 1; i < end; i++)
        {
            var next = text.AsSpan(i, end - i).IndexOfAny('\'', '\\');
            if (next < 0)
            {
                break;
            }
            i += next;
            if (text[i] == '\'')
            {
                position = i + 1;
                var content = text.AsSpan(from + 1, i - from - 1);
                var value = hasEscape ? UnescapeSingleQuoted(content) : names.Get(content);
                Emit(TokenKind.String, from, position, value);
                return;
            }
            hasEscape = true;
            i++;
        }
        position = end;
        FailUnclosed(from, from + 1, "\"'\"", from);
    }

    private static string UnescapeSingleQuoted(ReadOnlySpan<char> content)
    {
        var output = new StringBuilder(content.Length);
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] == '\\' && i + 1 < content.Length && content[i + 1] is '\\' or '\'')
            {
                i++;
            }
            output.Append(content[i]);
        }
        return output.ToString();
    }

    private void FailUnclosed(int quote, int place, string reportedAfter, int tokenStart)
    {
        var at = At(place, Math.Min(place + 1, end));
        var open = At(quote, quote + 1);
        Fail(SyntaxDiagnostics.UnclosedQuote(at, open, reportedAfter, FollowedBy(place)), tokenStart, end);
    }

    /// <summary>The next five characters, as the reference shows them.</summary>
    private string FollowedBy(int from) =>
        from >= end
            ? "<eof>"
            : text[from..Math.Min(end, from + 5)]
                .Replace("\t", "\\t")
                .Replace("\n", "\\n")
                .Replace("\r", "\\r") + "...";

    private void ReadDoubleQuoted()
    {
        var quote = position++;
        ReadInterpolated(quote, quote, '"', EscapeSet.DoubleQuoted);
    }

    /// <summary>
    /// Reads text up to its end, and what is interpolated in it: to the closing quote, or to the end of
    /// the text of a heredoc, which has no closing character.
    /// </summary>
    private void ReadInterpolated(int quote, int from, char closing, EscapeSet escapes)
    {
        var first = true;
        var head = tokens.Count;
        var reportedAfter = "'\"'";
        while (true)
        {
            var place = position;
            var ending = ReadText(closing, escapes, out var value);
            switch (ending)
            {
                case TextEnd.Close:
                    Emit(first ? TokenKind.String : TokenKind.StringTail, from, position, value);
                    return;
                case TextEnd.Missing:
                    position = end;
                    FailUnclosed(quote, place, reportedAfter, first ? quote : from);
                    FailFrom(head);
                    return;
                case TextEnd.Variable:
                    var dollar = position;
                    position = ScanVariableName(dollar + 1);
                    var name = names.Get(text.AsSpan(dollar + 1, position - dollar - 1));
                    Add(first ? TokenKind.StringHead : TokenKind.StringMiddle, from, dollar, value);
                    Add(TokenKind.Variable, dollar, position, name);
                    reportedAfter = $"'{name}'";
                    break;
                default:
                    Add(first ? TokenKind.StringHead : TokenKind.StringMiddle, from, position, value);
                    ReadInterpolation();
                    reportedAfter = $"'{LastWord()}'";
                    break;
            }
            first = false;
            from = position;
        }
    }

    /// <summary>
    /// Reads the tokens between <c>${</c> and its brace; a bare word alone or before a dot is a variable.
    /// </summary>
    private void ReadInterpolation()
    {
        var outer = braces++;
        var first = tokens.Count;
        outermost = interpolations++ == 0 ? first - 1 : outermost;
        if (interpolations + depth > DeepestInterpolation)
        {
            Fail(SyntaxDiagnostics.NestedTooDeeply(At(position - 2, position)), position - 2, position);
            position = end;
        }
        while (position < end)
        {
            if (text[position] == '}' && braces - 1 == outer)
            {
                braces--;
                position++;
                after = TokenKind.RightBrace;
                break;
            }
            ReadOne();
        }
        interpolations--;
        var count = tokens.Count - first;
        if (count == 1 || (count > 1 && tokens[first + 1].Kind is TokenKind.Dot or TokenKind.LeftBracket))
        {
            MakeVariable(ref tokens[first]);
        }
    }

    /// <summary>
    /// The last token that the reference matched by a pattern, which it names in an error.
    /// </summary>
    private string LastWord()
    {
        for (var last = tokens.Count - 1; last > outermost; last--)
        {
            var token = tokens[last];
            if (token.Kind is (>= TokenKind.Name and <= TokenKind.Number) or >= TokenKind.And)
            {
                return file.Text[token.Start..token.End];
            }
        }
        return "\"";
    }

    private void MakeVariable(ref Token token)
    {
        if (token.Kind is TokenKind.Name or TokenKind.Word or TokenKind.Number || token.IsKeyword)
        {
            var name = token.Value ?? names.Get(file.Text.AsSpan(token.Start, token.End - token.Start));
            token = token with { Kind = TokenKind.Variable, Value = name };
        }
    }

    /// <summary>
    /// Reads plain text with its escapes resolved, up to its end or to something interpolated.
    /// </summary>
    private TextEnd ReadText(char closing, EscapeSet escapes, out string value)
    {
        var from = position;
        SkipFirstQuote(closing);
        var escapable = closing != '\0' || escapes.HasFlag(EscapeSet.Dollar);
        while (true)
        {
            var rest = text.AsSpan(position, end - position);
            var next = escapable
                ? rest.IndexOfAny(closing == '\0' ? '$' : closing, '$', '\\')
                : rest.IndexOf('$');
            position = next < 0 ? end : position + next;
            TextEnd? ending = null;
            if (next < 0)
            {
                ending = closing == '\0' ? TextEnd.Close : TextEnd.Missing;
            }
            else if (text[position] == '\\')
            {
                position = Math.Min(end, position + 2);
            }
            else if (text[position] == closing)
            {
                ending = TextEnd.Close;
            }
            else if (Peek(1) == '{')
            {
                ending = TextEnd.Expression;
            }
            else if (ScanVariableName(position + 1) >= 0)
            {
                ending = TextEnd.Variable;
            }
            else
            {
                position++;
                SkipFirstQuote(closing);
            }
            if (ending is { } found)
            {
                value = Unescape(from, position, escapes, warn: closing != '\0');
                position +=
                    found == TextEnd.Expression ? 2
                    : found == TextEnd.Close && closing != '\0' ? 1
                    : 0;
                return found;
            }
        }
    }

    /// <summary>
    /// A quote that text begins with is text itself when another one or a dollar sign follows: the
    /// reference looks for what ends a text behind any character but a backslash.
    /// </summary>
    private void SkipFirstQuote(char closing)
    {
        if (closing != '"' || Peek(0) != '"')
        {
            return;
        }
        var next = 1;
        while (Peek(next) == '\\' && Peek(next + 1) == '\\')
        {
            next += 2;
        }
        position += Peek(next) is '"' or '$' ? 1 : 0;
    }

    private string Unescape(int from, int to, EscapeSet escapes, bool warn)
    {
        var content = text.AsSpan(from, to - from);
        if (escapes == EscapeSet.None || !content.Contains('\\'))
        {
            return names.Get(content);
        }
        var output = new StringBuilder(content.Length);
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] == '\\' && i + 1 < content.Length)
            {
                i += AppendEscape(content[i..], from + i, escapes, warn, output) - 1;
            }
            else
            {
                output.Append(content[i]);
            }
        }
        return output.ToString();
    }

    /// <summary>Appends what an escape sequence stands for and returns its length.</summary>
    private int AppendEscape(
        ReadOnlySpan<char> at,
        int offset,
        EscapeSet escapes,
        bool warn,
        StringBuilder output
    )
    {
        var (flag, replacement) = at[1] switch
        {
            '\\' => (EscapeSet.Backslash, "\\"),
            '$' => (EscapeSet.Dollar, "$"),
            '\'' => (EscapeSet.Quotes, "'"),
            '"' => (EscapeSet.Quotes, "\""),
            't' => (EscapeSet.Tab, "\t"),
            'r' => (EscapeSet.Return, "\r"),
            'n' => (EscapeSet.Newline, "\n"),
            's' => (EscapeSet.Space, " "),
            '\n' => (EscapeSet.LineBreak, ""),
            '\r' when at.Length > 2 && at[2] == '\n' => (EscapeSet.LineBreak, ""),
            'u' => (EscapeSet.Unicode, ""),
            _ => (EscapeSet.None, ""),
        };
        if ((escapes & flag) == 0)
        {
            if (at[1] == '\r')
            {
                output.Append('\\');
                return 1;
            }
            if (warn)
            {
                var wrong = SyntaxDiagnostics.UnrecognizedEscape(At(offset, offset + 2), at[1]);
                tokens.Diagnostics.Add((tokens.Count, wrong));
            }
            output.Append(at[..2]);
            return 2;
        }
        if (flag == EscapeSet.Unicode)
        {
            return AppendUnicode(at, offset, output);
        }
        output.Append(replacement);
        return at[1] == '\r' ? 3 : 2;
    }

    private int AppendUnicode(ReadOnlySpan<char> at, int offset, StringBuilder output)
    {
        var braced = at.Length > 2 && at[2] == '{';
        var digits = braced ? at[3..] : at[2..];
        var length = 0;
        while (length < digits.Length && length < (braced ? 6 : 4) && char.IsAsciiHexDigit(digits[length]))
        {
            length++;
        }
        var closed = braced ? length > 0 && length < digits.Length && digits[length] == '}' : length == 4;
        var code = closed
            ? int.Parse(digits[..length], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            : 0;
        if (closed && code <= 0x10FFFF)
        {
            // Half of a pair is no character, and no text that could be written down.
            output.Append(Rune.IsValid(code) ? new Rune(code) : Rune.ReplacementChar);
            return braced ? length + 4 : 6;
        }
        var wrong = SyntaxDiagnostics.IllegalUnicodeEscape(At(offset, offset + 2), isError: closed);
        tokens.Diagnostics.Add((tokens.Count, wrong));
        output.Append("\\u");
        return 2;
    }
}
