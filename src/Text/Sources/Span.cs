namespace Bunraku.Text;

/// <summary>A half-open range of a source file, in UTF-16 code units: <c>[Start, End)</c>.</summary>
public readonly record struct Span(SourceFile File, int Start, int End)
{
    public int Length => End - Start;

    public ReadOnlySpan<char> Text => File.Text.AsSpan(Start, Length);

    public LinePosition Position => File.PositionOf(Start);

    public int Line => Position.Line;

    public int Column => Position.Column;

    /// <summary>The smallest span that covers this one and <paramref name="other"/> (same file).</summary>
    public Span To(Span other) => new(File, Math.Min(Start, other.Start), Math.Max(End, other.End));

    public override string ToString() => $"{File.Path}:{Line}:{Column}";
}
