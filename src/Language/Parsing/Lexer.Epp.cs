using System.Text;
using Bunraku.Text;

namespace Bunraku.Language;

/// <content>EPP: text around <c>&lt;% … %&gt;</c>.</content>
internal sealed partial class Lexer
{
    private EppMode epp;
    private int eppOpen = -1;

    private enum EppMode
    {
        Off,
        Text,
        Statements,
        Expression,
    }

    public static TokenList ReadEpp(SourceFile file)
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
            epp = EppMode.Text,
        };
        lexer.ReadByteOrderMark();
        lexer.Emit(TokenKind.EppStart, lexer.position, lexer.position);
        lexer.ReadEppText(skipLineEnd: false);
        while (lexer.position < lexer.end)
        {
            lexer.ReadOne();
        }
        if (lexer.eppOpen >= 0)
        {
            var open = file.At(lexer.eppOpen, Math.Min(lexer.eppOpen + 2, lexer.end));
            lexer.Fail(
                SyntaxDiagnostics.EppUnbalancedTag(file.At(lexer.end, lexer.end), open),
                lexer.end,
                lexer.end
            );
        }
        lexer.Emit(TokenKind.EndOfInput, lexer.end, lexer.end);
        return tokens;
    }

    /// <summary>
    /// At <c>%&gt;</c> or <c>-%&gt;</c>: ends an interpolated expression, then reads text.
    /// </summary>
    private void ReadEppEnd()
    {
        var trims = text[position] == '-';
        var from = position;
        position += trims ? 3 : 2;
        if (epp == EppMode.Expression)
        {
            Emit(trims ? TokenKind.EppEndTrim : TokenKind.EppEnd, from, position);
        }
        epp = EppMode.Text;
        ReadEppText(trims);
    }

    private void ReadEppText(bool skipLineEnd)
    {
        var from = position;
        eppOpen = -1;
        var output = new StringBuilder();
        while (position < end)
        {
            var tag = text.AsSpan(position, end - position).IndexOf("<%");
            var to = tag < 0 ? end : position + tag;
            AppendEppText(position, to, skipLineEnd, output);
            skipLineEnd = false;
            position = tag < 0 ? end : to + 2;
            if (tag < 0)
            {
                Emit(TokenKind.RenderString, from, position, output.ToString());
                return;
            }
            switch (Peek(0))
            {
                case '\0' when position >= end:
                    Fail(SyntaxDiagnostics.EppUnbalancedExpression(At(to, end)), to, end);
                    return;
                case '%':
                    position++;
                    output.Append("<%");
                    break;
                case '#':
                    if (!SkipEppComment(to, output, out skipLineEnd))
                    {
                        return;
                    }
                    break;
                default:
                    OpenEppTag(from, to, output);
                    return;
            }
        }
        // The reference drops the text before a comment or an escaped tag that ends the template; so do we.
    }

    private void AppendEppText(int from, int to, bool skipLineEnd, StringBuilder output)
    {
        if (skipLineEnd)
        {
            while (from < to && text[from] is ' ' or '\t')
            {
                from++;
            }
            from += from < to && text[from] == '\r' ? 1 : 0;
            from += from < to && text[from] == '\n' ? 1 : 0;
        }
        var before = output.Length;
        output.Append(text, from, to - from).Replace("%%>", "%>", before, output.Length - before);
    }

    private void EmitEppText(int from, StringBuilder output)
    {
        if (output.Length > 0)
        {
            Emit(TokenKind.RenderString, from, position, output.ToString());
        }
    }

    private void OpenEppTag(int from, int tag, StringBuilder output)
    {
        epp = EppMode.Statements;
        if (text[position] == '-')
        {
            TrimEndBlanks(output);
            position++;
        }
        else if (text[position] == '=')
        {
            epp = EppMode.Expression;
            position++;
        }
        EmitEppText(from, output);
        eppOpen = tag;
        if (epp == EppMode.Expression)
        {
            Emit(TokenKind.RenderExpression, tag, position);
        }
    }

    /// <summary>Passes over <c>&lt;%# … %&gt;</c>; false when it never ends.</summary>
    private bool SkipEppComment(int tag, StringBuilder output, out bool skipLineEnd)
    {
        skipLineEnd = false;
        for (var i = position; i + 2 < end; i++)
        {
            if (text[i] != '%' && text[i + 1] == '%' && text[i + 2] == '>')
            {
                if (Peek(1) == '-')
                {
                    TrimEndBlanks(output);
                }
                skipLineEnd = text[i] == '-';
                position = i + 3;
                return true;
            }
        }
        position = end;
        Fail(SyntaxDiagnostics.EppUnbalancedComment(At(tag, tag + 2)), tag, end);
        return false;
    }

    private static void TrimEndBlanks(StringBuilder output)
    {
        while (output.Length > 0 && output[^1] is ' ' or '\t')
        {
            output.Length--;
        }
    }
}
