using System.Text;
using Bunraku.Text;

namespace Bunraku.Ruby;

/// <summary>Lays texts out in lines of YAML.</summary>
/// <param name="width">The column behind which a line ends.</param>
/// <param name="step">How much further to the right stands what is inside.</param>
internal sealed class YamlText(StringBuilder output, long width, int step)
{
    public void Block(char kind, string text, int indent)
    {
        var hint = text[0] is ' ' or '\n' ? $"{step}" : "";
        var chomp =
            !text.EndsWith('\n') ? "-"
            : text.EndsWith("\n\n", StringComparison.Ordinal) ? "+"
            : "";
        output.Append(kind).Append(hint).Append(chomp).Append('\n');
        foreach (var line in StringMethods.Lines(text))
        {
            var bare = line.TrimEnd('\n');
            output.Append(' ', bare.Length == 0 ? 0 : indent);
            if (kind == '>')
            {
                Folded(bare, indent, true);
            }
            else
            {
                output.Append(bare);
            }
            output.Append('\n');
        }
    }

    private int Column
    {
        get
        {
            var i = output.Length - 1;
            while (i >= 0 && output[i] != '\n')
            {
                i--;
            }
            return output.Length - 1 - i;
        }
    }

    /// <summary>A plain text, whose lines end at the first space behind the page's width.</summary>
    public void Folded(string text, int indent, bool mayBreak)
    {
        var column = Column;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var mayEnd =
                mayBreak
                && c == ' '
                && column > width
                && (i == 0 || text[i - 1] != ' ')
                && i + 1 < text.Length
                && text[i + 1] != ' ';
            if (mayEnd)
            {
                output.Append('\n').Append(' ', indent);
                column = indent;
                continue;
            }
            output.Append(c);
            column++;
        }
    }

    public void Quoted(string text, int indent, bool mayBreak)
    {
        output.Append('\'');
        var column = Column;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var isInside = i > 0 && i + 1 < text.Length;
            if (
                c == ' '
                && mayBreak
                && isInside
                && column > width
                && text[i - 1] != ' '
                && text[i + 1] != ' '
            )
            {
                output.Append('\n').Append(' ', indent);
                column = indent;
                continue;
            }
            if (c == '\n')
            {
                output.Append(i == 0 || text[i - 1] != '\n' ? "\n\n" : "\n");
                if (i + 1 >= text.Length || text[i + 1] != '\n')
                {
                    output.Append(' ', indent);
                }
                column = indent;
                continue;
            }
            output.Append(c == '\'' ? "''" : c.ToString());
            column++;
        }
        output.Append('\'');
    }

    public void DoubleQuoted(string text, int indent, bool mayBreak)
    {
        output.Append('"');
        var column = Column;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == ' ' && mayBreak && i > 0 && i + 1 < text.Length && column > width)
            {
                output.Append('\n').Append(' ', indent);
                if (text[i + 1] == ' ')
                {
                    output.Append('\\');
                }
                column = indent;
                continue;
            }
            var written = YamlStyle.Escaped(text, ref i);
            output.Append(written);
            column += written.Length;
        }
        output.Append('"');
    }
}
