namespace Bunraku.Language;

/// <summary>The arrows of a list's entries, which stand in one column when the list is open.</summary>
internal sealed class Alignment(List<LayoutPart> parts)
{
    private readonly List<(PaddingPart Padding, int Width)> keys = [];

    /// <summary>Notes that a key's parts begin at an index and end here.</summary>
    public void Add(int start)
    {
        var padding = new PaddingPart();
        var width = WidthFrom(start);
        parts.Add(padding);
        if (width >= 0)
        {
            keys.Add((padding, width));
        }
    }

    public void Align()
    {
        var widest = keys.Count == 0 ? 0 : keys.Max(key => key.Width);
        foreach (var (padding, width) in keys)
        {
            padding.Width = widest - width + 1;
        }
    }

    /// <summary>The key's width on one line, or -1 when it cannot be on one.</summary>
    private int WidthFrom(int start)
    {
        var width = 0;
        for (var i = start; i < parts.Count; i++)
        {
            switch (parts[i])
            {
                case TextPart { Heredoc: not null }:
                case TextPart text when text.Text.Contains('\n'):
                case LineCommentPart or FreshLinePart or OpenPart { MustOpen: true }:
                    return -1;
                case TextPart text:
                    width += text.Text.EnumerateRunes().Count();
                    break;
                case SoftBreakPart soft:
                    width += soft.Flat.Length;
                    break;
                case SpacePart or PaddingPart:
                    width++;
                    break;
            }
        }
        return width;
    }
}
