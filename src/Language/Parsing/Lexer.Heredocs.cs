using System.Text;
using Bunraku.Text;

namespace Bunraku.Language;

/// <content>Heredocs: <c>@("TAG":syntax/escapes)</c> and the text below.</content>
internal sealed partial class Lexer
{
    private sealed record HeredocHead(string Tag, string Syntax, EscapeSet Escapes, bool Interpolates);

    private readonly record struct HeredocEnd(int LineStart, int NextLine, string Margin, bool DropsBreak);

    /// <summary>The first closing parenthesis behind the last head that was looked at.</summary>
    private int nextParenthesis = -1;

    private void ReadHeredoc()
    {
        var from = position;
        if (nextParenthesis < from)
        {
            var found = text.AsSpan(from, end - from).IndexOf(')');
            nextParenthesis = found < 0 ? int.MaxValue : from + found;
        }
        var close = nextParenthesis - from;
        if (nextParenthesis == int.MaxValue)
        {
            position = from + 2;
            var unclosed = SyntaxDiagnostics.HeredocUnclosedParenthesis(At(from, position), FollowedBy(from));
            Fail(unclosed, from, position);
            return;
        }
        var behind = from + close + 1;
        position = behind;
        var head = ReadHeredocHead(text.AsSpan(from + 2, close - 2), At(from, behind), out var wrong);
        if (head is null)
        {
            Fail(wrong!, from, behind);
            SkipHeredocText(text.AsSpan(from + 2, close - 2), behind);
            return;
        }
        var newline =
            newlineJump >= 0 ? newlineJump : text.AsSpan(behind, end - behind).IndexOf('\n') + behind + 1;
        if (newline == behind && newlineJump < 0)
        {
            Fail(SyntaxDiagnostics.HeredocWithoutText(At(from, behind)), from, behind);
            return;
        }
        if (FindHeredocEnd(newline, head.Tag) is not { } ending)
        {
            newlineJump = end;
            var place = At(newline, newline);
            Fail(SyntaxDiagnostics.HeredocWithoutEnd(place, At(from, behind), head.Tag), from, behind);
            return;
        }
        newlineJump = ending.NextLine;
        Keep(TriviaKind.HeredocText, newline, ending.NextLine);
        Emit(TokenKind.Heredoc, from, behind, head.Syntax);
        ReadHeredocText(head, newline, ending);
        position = behind;
        after = TokenKind.StringTail;
    }

    /// <summary>
    /// Passes over the text of a heredoc whose head is wrong, if its tag can be made out.
    /// </summary>
    private void SkipHeredocText(ReadOnlySpan<char> inner, int behind)
    {
        var tagEnd = inner.IndexOfAny(":/");
        var tag = (tagEnd < 0 ? inner : inner[..tagEnd]).Trim(" \"");
        var newline = text.AsSpan(behind, end - behind).IndexOf('\n');
        if (!tag.IsEmpty && newline >= 0 && newlineJump < 0)
        {
            newlineJump = FindHeredocEnd(behind + newline + 1, tag.ToString())?.NextLine ?? -1;
        }
    }

    private static HeredocHead? ReadHeredocHead(ReadOnlySpan<char> inner, Span at, out Diagnostic? wrong)
    {
        wrong = null;
        var tagEnd = inner.IndexOfAny(":/\r\n") is var found and >= 0 ? found : inner.Length;
        var tag = inner[..tagEnd].Trim();
        var rest = inner[tagEnd..];
        var syntax = "";
        if (rest is [':', ..])
        {
            var slash = rest.IndexOf('/');
            syntax = (slash < 0 ? rest[1..] : rest[1..slash]).Trim(" \t").ToString();
            rest = slash < 0 ? [] : rest[slash..];
            if (!IsHeredocSyntax(syntax))
            {
                wrong = SyntaxDiagnostics.HeredocInvalidSyntax(at);
                return null;
            }
        }
        var flags = rest.TrimEnd(" \t");
        if (tagEnd == 0 || (rest.Length > 0 && rest[0] != '/') || flags.ContainsAny(" \t\r\n"))
        {
            wrong = SyntaxDiagnostics.HeredocInvalidSyntax(at);
            return null;
        }
        var quoted = tag.Length >= 2 && tag[0] == '"' && tag[^1] == '"';
        tag = quoted ? tag[1..^1].Trim() : tag;
        if (tag.IsEmpty)
        {
            wrong = SyntaxDiagnostics.HeredocEmptyTag(at);
            return null;
        }
        var escapes = EscapesOf(flags, at, out wrong);
        return wrong is null ? new HeredocHead(tag.ToString(), syntax, escapes, quoted) : null;
    }

    private static bool IsHeredocSyntax(string syntax)
    {
        if (syntax.Length < 2 || !char.IsAsciiLetterLower(syntax[0]))
        {
            return false;
        }
        return syntax.All(character => IsWord(character) || character == '+');
    }

    /// <summary>The escapes named after the slash: none without a slash, all for a slash alone.</summary>
    private static EscapeSet EscapesOf(ReadOnlySpan<char> flags, Span at, out Diagnostic? wrong)
    {
        wrong = null;
        if (flags.IsEmpty)
        {
            return EscapeSet.None;
        }
        var letters = flags.Length == 1 ? "trnsuL$" : flags[1..];
        var escapes = EscapeSet.Backslash;
        foreach (var letter in letters)
        {
            if (!IsWord(letter) && letter != '$')
            {
                wrong = SyntaxDiagnostics.HeredocInvalidSyntax(at);
                return EscapeSet.None;
            }
        }
        foreach (var letter in letters)
        {
            var flag = letter switch
            {
                't' => EscapeSet.Tab,
                'r' => EscapeSet.Return,
                'n' => EscapeSet.Newline,
                's' => EscapeSet.Space,
                'u' => EscapeSet.Unicode,
                'L' => EscapeSet.LineBreak,
                '$' => EscapeSet.Dollar,
                _ => EscapeSet.None,
            };
            if (letters.Count(letter) > 1)
            {
                wrong = SyntaxDiagnostics.HeredocRepeatedEscape(at, string.Join(", ", letters.ToArray()));
            }
            else if (flag == EscapeSet.None)
            {
                wrong = SyntaxDiagnostics.HeredocInvalidEscape(at, letter);
            }
            if (wrong is not null)
            {
                return EscapeSet.None;
            }
            escapes |= flag;
        }
        return escapes;
    }

    /// <summary>
    /// Finds the line that ends a heredoc: one that ends with the tag, before it perhaps a bar and a dash.
    /// What else stands on that line is dropped, as the reference does.
    /// </summary>
    private HeredocEnd? FindHeredocEnd(int from, string tag)
    {
        for (var line = from; line < end; )
        {
            var newline = text.AsSpan(line, end - line).IndexOf('\n');
            var next = newline < 0 ? end : line + newline + 1;
            var content = text.AsSpan(line, next - line);
            content = content.EndsWith("\n") ? content[..^1] : content;
            content = content.EndsWith("\r") ? content[..^1] : content;
            content = TrimEndBlanks(content);
            if (content.EndsWith(tag))
            {
                var before = TrimEndBlanks(content[..^tag.Length]);
                var dropsBreak = before.EndsWith("-");
                before = dropsBreak ? TrimEndBlanks(before[..^1]) : before;
                var hasMargin = before.EndsWith("|");
                before = hasMargin ? before[..^1] : before;
                var margin = hasMargin ? before[TrimEndBlanks(before).Length..].ToString() : "";
                return new HeredocEnd(line, next, margin, dropsBreak);
            }
            line = next;
        }
        return null;
    }

    private static ReadOnlySpan<char> TrimEndBlanks(ReadOnlySpan<char> content)
    {
        while (!content.IsEmpty && IsBlank(content[^1]))
        {
            content = content[..^1];
        }
        return content;
    }

    private void ReadHeredocText(HeredocHead head, int from, HeredocEnd ending)
    {
        var (content, first, last, offsets) =
            ending.Margin.Length == 0 ? (text, from, ending.LineStart, map) : WithoutMargin(from, ending);
        if (ending.DropsBreak && last > first && content[last - 1] == '\n')
        {
            last -= last - 1 > first && content[last - 2] == '\r' ? 2 : 1;
        }
        var inner = new Lexer(tokens, names, content, first, last, offsets, depth + interpolations + 1);
        if (head.Interpolates)
        {
            inner.ReadInterpolated(first, first, '\0', head.Escapes);
        }
        else
        {
            inner.Emit(TokenKind.String, first, last, inner.Unescape(first, last, head.Escapes, warn: false));
        }
    }

    private (string Text, int Start, int End, OffsetMap Map) WithoutMargin(int from, HeredocEnd ending)
    {
        var output = new StringBuilder(ending.LineStart - from);
        var lineStarts = new List<int>();
        var sourceLineStarts = new List<int>();
        for (var line = from; line < ending.LineStart; )
        {
            var next = line + text.AsSpan(line, ending.LineStart - line).IndexOf('\n') + 1;
            var content = text.AsSpan(line, next - line);
            var skipped = content.StartsWith(ending.Margin) ? ending.Margin.Length : 0;
            lineStarts.Add(output.Length);
            sourceLineStarts.Add(ToSource(line + skipped));
            output.Append(content[skipped..]);
            line = next;
        }
        var offsets = new OffsetMap(ToSource(from), [.. lineStarts], [.. sourceLineStarts]);
        return (output.ToString(), 0, output.Length, offsets);
    }
}
