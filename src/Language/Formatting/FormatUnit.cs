using System.Collections.Immutable;

namespace Bunraku.Language;

/// <summary>A comment and how many line breaks stand before it.</summary>
internal sealed record Comment(string Text, bool IsLine, int BreaksBefore)
{
    public bool IsOnOwnLine => BreaksBefore > 0;
}

/// <summary>
/// What is laid out as one piece: a token, or a whole string with all that is interpolated in it.
/// </summary>
/// <param name="Breaks">Line breaks right before it, after the comments before it.</param>
/// <param name="Heredoc">The lines of the heredoc that begins here, as they stand in the source.</param>
internal sealed record FormatUnit(TokenKind Kind, int Start, int End, string Text, int Breaks)
{
    public string? Heredoc { get; init; }

    /// <summary>Comments on lines of their own before it, and block comments before it on its line.</summary>
    public ImmutableArray<Comment> Before { get; init; } = [];

    /// <summary>Comments behind it on its line.</summary>
    public ImmutableArray<Comment> Behind { get; set; } = [];

    /// <summary>Line breaks between the unit before, with the comments behind that, and this one.</summary>
    public int BreaksToNeighbour => Before.IsEmpty ? Breaks : Before[0].BreaksBefore;
}
