using System.Text;

namespace Bunraku.Ruby;

// Heredocs: their body begins in the next line, and the line that they stand in goes on.
internal sealed partial class Lexer
{
    /// <summary>At <c>&lt;&lt;</c>: a heredoc, or null when it is an operator.</summary>
    private Token? Heredoc(bool hasSpace)
    {
        var start = at;
        var i = at + 2;
        var indent = i < text.Length && text[i] is '~' or '-' ? text[i++] : '\0';
        var quote = i < text.Length && text[i] is '"' or '\'' or '`' ? text[i++] : '\0';
        var nameStart = i;
        if (quote != '\0')
        {
            i = text.IndexOf(quote, i);
            if (i < 0)
            {
                return null;
            }
        }
        else
        {
            while (i < text.Length && IsNamePart(text[i]))
            {
                i++;
            }
        }
        var isNamed = i > nameStart && (quote != '\0' || IsNameStart(text[nameStart]));
        if (
            !isNamed
            || indent == '\0'
                && quote == '\0'
                && State == LexerState.Argument
                && !char.IsUpper(text[nameStart])
        )
        {
            return null;
        }
        var name = text[nameStart..i];
        at = quote == '\0' ? i : i + 1;
        var resume = at;
        at = afterHeredocs >= 0 ? afterHeredocs : Math.Min(text.Length, LineEnd(at) + 1);
        afterHeredocs = -1;
        var content = HeredocBody(start, name, indent, isPlain: quote == '\'');
        afterHeredocs = at;
        at = resume;
        Expression literal = quote == '`' ? new CommandExpression(file.At(start, resume), content) : content;
        return LiteralToken(start, literal, hasSpace);
    }

    private Expression HeredocBody(int start, string name, char indent, bool isPlain)
    {
        // Each line's text and programs; a null text marks a program, for taking indentation away.
        var parts = new HeredocParts();
        while (true)
        {
            if (at >= text.Length)
            {
                throw Failure(
                    start,
                    LineEnd(start),
                    $"the heredoc `{name}` has no end",
                    $"end it with a line `{name}`"
                );
            }
            var end = LineEnd(at);
            var line = text.AsSpan(at, end - at).TrimEnd('\r');
            if ((indent == '\0' ? line : line.TrimStart(" \t")).SequenceEqual(name))
            {
                at = Math.Min(text.Length, end + 1);
                return parts.Finish(file.At(start, start + name.Length), isSquiggly: indent == '~');
            }
            parts.BeginLine();
            if (isPlain)
            {
                parts.Append(text.AsSpan(at, end - at), isEscaped: false);
                parts.Append("\n", isEscaped: false);
                at = Math.Min(text.Length, end + 1);
            }
            else
            {
                HeredocLine(parts);
            }
        }
    }

    private void HeredocLine(HeredocParts parts)
    {
        var literal = new LiteralParts();
        while (at < text.Length)
        {
            var c = text[at];
            if (c == '\\')
            {
                at++;
                if (Current == '\n')
                {
                    at++;
                    parts.JoinLine();
                    continue;
                }
                literal.Text.Clear();
                Escape(literal.Text);
                parts.Append(literal.Text.ToString(), isEscaped: true);
                continue;
            }
            if (c == '#')
            {
                literal = new LiteralParts();
                if (Interpolation(literal))
                {
                    parts.Add(literal.Items[0]);
                    continue;
                }
            }
            at++;
            parts.Append(text.AsSpan(at - 1, 1), isEscaped: false);
            if (c == '\n')
            {
                // A heredoc that began in a program of this line has its lines here.
                LeaveHeredocs();
                return;
            }
        }
    }
}
