using System.Collections.Immutable;
using System.Text;
using Bunraku.Text;

namespace Bunraku.Ruby;

/// <summary>
/// The lines of a heredoc while it is read, with what is needed to take their indentation away.
/// </summary>
internal sealed class HeredocParts
{
    private const int TabWidth = 8;
    private readonly List<Part> parts = [];
    private bool isLineStart;

    private sealed class Part
    {
        public StringBuilder Text { get; } = new();
        public Expression? Program { get; init; }
        public bool IsLineStart { get; init; }

        /// <summary>So many first characters were written as they are, without escapes.</summary>
        public int Raw { get; set; }
        public bool IsEscaped { get; set; }
    }

    public void BeginLine() => isLineStart = true;

    /// <summary>A backslash at a line's end: the next line goes on here, without its indentation.</summary>
    public void JoinLine() => isLineStart = true;

    public void Append(ReadOnlySpan<char> text, bool isEscaped)
    {
        if (isLineStart || parts.Count == 0 || parts[^1].Program is not null)
        {
            parts.Add(new Part { IsLineStart = isLineStart });
            isLineStart = false;
        }
        var part = parts[^1];
        part.Text.Append(text);
        part.IsEscaped |= isEscaped;
        part.Raw = part.IsEscaped ? part.Raw : part.Text.Length;
    }

    public void Add(Expression program)
    {
        if (isLineStart)
        {
            parts.Add(new Part { IsLineStart = true });
            isLineStart = false;
        }
        parts.Add(new Part { Program = program });
    }

    public Expression Finish(Span span, bool isSquiggly)
    {
        var indent = isSquiggly ? LeastIndent() : 0;
        var items = new LiteralParts();
        foreach (var part in parts)
        {
            if (part.Program is { } program)
            {
                items.Cut(span);
                items.Items.Add(program);
            }
            else
            {
                items.Text.Append(part.Text.ToString().AsSpan(part.IsLineStart ? Removed(part, indent) : 0));
            }
        }
        return items.Finish(span);
    }

    private int LeastIndent()
    {
        var least = int.MaxValue;
        for (var i = 0; i < parts.Count; i++)
        {
            var part = parts[i];
            if (!part.IsLineStart)
            {
                continue;
            }
            var (width, length) = Indent(part, int.MaxValue);
            var isBlank =
                length == part.Raw && part.Text.Length > 0 && part.Text[^1] == '\n'
                || length < part.Raw && part.Text[length] == '\n';
            var isFollowed =
                i + 1 < parts.Count && parts[i + 1].Program is not null && !parts[i + 1].IsLineStart;
            if (!isBlank || isFollowed && length == part.Text.Length)
            {
                least = Math.Min(least, width);
            }
        }
        return least == int.MaxValue ? 0 : least;
    }

    private static int Removed(Part part, int indent) => Indent(part, indent).Length;

    /// <summary>The width and the length of a line's white space, of at most some width.</summary>
    private static (int Width, int Length) Indent(Part part, int most)
    {
        var (width, length) = (0, 0);
        while (length < part.Raw && part.Text[length] is ' ' or '\t')
        {
            var next = part.Text[length] == '\t' ? (width / TabWidth + 1) * TabWidth : width + 1;
            if (next > most)
            {
                break;
            }
            (width, length) = (next, length + 1);
        }
        return (width, length);
    }
}
