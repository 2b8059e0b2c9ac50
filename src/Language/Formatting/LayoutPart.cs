namespace Bunraku.Language;

/// <summary>
/// A step of a layout: text, a place where a line may break, or a bracket around such places.
/// </summary>
internal abstract class LayoutPart;

/// <param name="text">Printed as it is, line breaks included.</param>
internal sealed class TextPart(string text) : LayoutPart
{
    public string Text { get; } = text;

    /// <summary>The lines of a heredoc that begins with this text.</summary>
    public string? Heredoc { get; init; }
}

/// <summary>A comment up to the end of its line, behind what stands before it.</summary>
internal sealed class LineCommentPart(string text) : LayoutPart
{
    public string Text { get; } = text;
}

/// <summary>A line break where the group is open, otherwise a text (nothing or a blank).</summary>
internal sealed class SoftBreakPart(string flat, bool isBlank) : LayoutPart
{
    public string Flat { get; } = flat;

    /// <summary>With an empty line.</summary>
    public bool IsBlank { get; } = isBlank;
}

/// <summary>A line break, unless the line has just begun.</summary>
internal sealed class FreshLinePart(bool isBlank) : LayoutPart
{
    public bool IsBlank { get; } = isBlank;
}

/// <summary>Text that only an open group has.</summary>
internal sealed class IfOpenPart(string text) : LayoutPart
{
    public string Text { get; } = text;
}

/// <summary>Blanks that align what follows in an open group; one blank in one that is not.</summary>
internal sealed class PaddingPart : LayoutPart
{
    public int Width { get; set; } = 1;
}

/// <summary>Begins a group: its breaks are taken all or none.</summary>
internal sealed class OpenPart : LayoutPart
{
    /// <summary>Open whether or not it would fit on the line.</summary>
    public bool MustOpen { get; set; }

    /// <summary>Never opened for want of room.</summary>
    public bool StaysFlat { get; set; }
}

/// <summary>Ends a group.</summary>
internal sealed class ClosePart : LayoutPart;

/// <summary>Moves the following lines in or out.</summary>
internal sealed class IndentPart(int by, bool onlyIfOpen) : LayoutPart
{
    public int By { get; } = by;

    public bool OnlyIfOpen { get; } = onlyIfOpen;
}

/// <summary>A blank, unless the line or a bracket has just begun or a blank stands there.</summary>
internal sealed class SpacePart : LayoutPart;
