using System.Text;

namespace Bunraku.Language;

/// <summary>Prints a layout: opens the groups that must be open or do not fit on their line.</summary>
internal sealed class LayoutPrinter
{
    /// <summary>The style guide's longest line.</summary>
    private const int LongestLine = 140;

    private readonly List<LayoutPart> parts;
    private readonly string lineBreak;
    private readonly StringBuilder output = new();
    private readonly Stack<bool> open = new([true]);
    private readonly Queue<string> heredocs = new();
    private string? pendingComment;
    private int indent;
    private int column;
    private bool atLineStart = true;

    private LayoutPrinter(List<LayoutPart> parts, string lineBreak)
    {
        this.parts = parts;
        this.lineBreak = lineBreak;
    }

    public static string Print(List<LayoutPart> parts, string lineBreak)
    {
        var printer = new LayoutPrinter(parts, lineBreak);
        for (var i = 0; i < parts.Count; i++)
        {
            printer.Print(i);
        }
        if (!printer.atLineStart || printer.heredocs.Count > 0)
        {
            printer.BreakLine(isBlank: false);
        }
        return printer.output.ToString();
    }

    private void Print(int index)
    {
        switch (parts[index])
        {
            case TextPart text:
                Write(text.Text);
                if (text.Heredoc is { } lines)
                {
                    heredocs.Enqueue(lines);
                }
                break;
            case LineCommentPart comment:
                // Two comments cannot stand on one line.
                if (pendingComment is not null)
                {
                    BreakLine(isBlank: false);
                    Write(comment.Text);
                    break;
                }
                pendingComment = comment.Text;
                break;
            case SoftBreakPart soft:
                if (open.Peek())
                {
                    BreakLine(soft.IsBlank);
                }
                else
                {
                    WriteFlat(soft.Flat);
                }
                break;
            case FreshLinePart fresh:
                BreakLine(fresh.IsBlank);
                break;
            case IfOpenPart ifOpen:
                Write(open.Peek() ? ifOpen.Text : "");
                break;
            case PaddingPart padding:
                WriteFlat(new string(' ', open.Peek() ? padding.Width : 1));
                break;
            case OpenPart group:
                open.Push(group.MustOpen || (!group.StaysFlat && !Fits(index)));
                break;
            case ClosePart:
                open.Pop();
                break;
            case IndentPart move:
                indent += !move.OnlyIfOpen || open.Peek() ? move.By : 0;
                break;
            case SpacePart:
                WriteFlat(output.Length > 0 && output[^1] is ' ' or '(' or '[' ? "" : " ");
                break;
        }
    }

    private void Write(string text)
    {
        if (text.Length == 0)
        {
            return;
        }
        // Only punctuation may still stand before the comment that ends this line.
        if (pendingComment is not null && text is not ("," or ";"))
        {
            BreakLine(isBlank: false);
        }
        if (atLineStart)
        {
            output.Append(' ', indent);
            column = indent;
            atLineStart = false;
        }
        output.Append(text);
        var lastLine = text.LastIndexOf('\n');
        column = lastLine < 0 ? column + text.Length : text.Length - lastLine - 1;
    }

    /// <summary>Blanks between texts: none at the start of a line.</summary>
    private void WriteFlat(string blanks)
    {
        if (!atLineStart && pendingComment is null)
        {
            output.Append(blanks);
            column += blanks.Length;
        }
    }

    private void BreakLine(bool isBlank)
    {
        if (!atLineStart || pendingComment is not null)
        {
            TrimEnd();
            output.Append(pendingComment is null ? "" : " " + pendingComment).Append(lineBreak);
            pendingComment = null;
            while (heredocs.TryDequeue(out var lines))
            {
                output.Append(lines).Append(lines.EndsWith('\n') ? "" : lineBreak);
            }
            atLineStart = true;
            column = indent;
        }
        if (isBlank && !EndsWithBlankLine())
        {
            output.Append(lineBreak);
        }
    }

    private bool EndsWithBlankLine() =>
        output.Length == 0
        || (output.Length >= 2 * lineBreak.Length && Tail(2 * lineBreak.Length) == lineBreak + lineBreak);

    private string Tail(int length) => output.ToString(output.Length - length, length);

    private void TrimEnd()
    {
        while (output.Length > 0 && output[^1] == ' ')
        {
            output.Length--;
        }
    }

    /// <summary>Whether all up to the next line break fits on the line when the group stays closed.</summary>
    private bool Fits(int index)
    {
        var room = LongestLine - Math.Max(column, atLineStart ? indent : 0);
        var modes = new Stack<bool>(open.Reverse());
        modes.Push(false);
        for (var i = index + 1; i < parts.Count && room >= 0; i++)
        {
            switch (parts[i])
            {
                case TextPart text when text.Text.IndexOf('\n') is var newline and >= 0:
                    return newline <= room;
                case TextPart text:
                    room -= text.Text.Length;
                    break;
                case SoftBreakPart soft:
                    if (modes.Peek())
                    {
                        return true;
                    }
                    room -= soft.Flat.Length;
                    break;
                case PaddingPart padding:
                    room -= modes.Peek() ? padding.Width : 1;
                    break;
                case FreshLinePart or LineCommentPart:
                    return true;
                case OpenPart group:
                    modes.Push(group.MustOpen);
                    break;
                case ClosePart:
                    modes.Pop();
                    break;
            }
        }
        return room >= 0;
    }
}
