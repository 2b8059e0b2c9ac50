using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>
/// A node of the syntax tree: immutable, without scope or parent. <see cref="Span"/> covers all of its
/// text.
/// </summary>
public abstract record Expression(Span Span)
{
    private readonly int anchorStart = Span.Start;
    private readonly int anchorEnd = Span.End;

    /// <summary>
    /// The place the reference implementation names when it speaks of this expression, and so the primary
    /// label of diagnostics: the operator of a binary expression, the dot of a method call, the head of a
    /// definition.
    /// </summary>
    public Span Anchor
    {
        get => new(Span.File, anchorStart, anchorEnd);
        init => (anchorStart, anchorEnd) = (value.Start, value.End);
    }
}
