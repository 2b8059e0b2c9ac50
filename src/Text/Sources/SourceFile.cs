namespace Bunraku.Text;

/// <summary>A text with a name: what every span and diagnostic points into.</summary>
/// <param name="path">The name shown to the user, as the user gave it (relative stays relative).</param>
/// <param name="text">The whole content, decoded; offsets are UTF-16 code units.</param>
public sealed class SourceFile(string path, string text)
{
    private int[]? lineStarts;

    public string Path { get; } = path;

    public string Text { get; } = text;

    public int LineCount => LineStarts.Length;

    private int[] LineStarts => lineStarts ??= FindLineStarts(Text);

    /// <summary>
    /// The position of an offset, both counted from 1, the column in characters: what UTF-16 writes as a pair
    /// counts once. An offset past the end is the end.
    /// </summary>
    public LinePosition PositionOf(int offset)
    {
        var found = Array.BinarySearch(LineStarts, offset);
        var line = found >= 0 ? found : ~found - 1;
        return new LinePosition(line + 1, CharactersIn(LineStarts[line], offset) + 1);
    }

    private int CharactersIn(int start, int end)
    {
        var before = Text.AsSpan(start, Math.Min(end, Text.Length) - start);
        var pairs = 0;
        for (var i = before.IndexOfAnyInRange('\uD800', '\uDBFF'); i >= 0 && i + 1 < before.Length; )
        {
            pairs += char.IsLowSurrogate(before[i + 1]) ? 1 : 0;
            var next = before[(i + 1)..].IndexOfAnyInRange('\uD800', '\uDBFF');
            i = next < 0 ? -1 : i + 1 + next;
        }
        return end - start - pairs;
    }

    /// <summary>The text of a line (from 1), without its line break.</summary>
    public ReadOnlySpan<char> Line(int line)
    {
        var start = LineStarts[line - 1];
        var end = line < LineStarts.Length ? LineStarts[line] : Text.Length;
        return Text.AsSpan(start, end - start).TrimEnd("\r\n");
    }

    /// <summary>The offset at which a line (from 1) starts.</summary>
    public int StartOf(int line) => LineStarts[line - 1];

    public Span At(int start, int end) => new(this, start, end);

    private static int[] FindLineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = text.IndexOf('\n'); i >= 0; i = text.IndexOf('\n', i + 1))
        {
            starts.Add(i + 1);
        }
        return [.. starts];
    }
}

/// <summary>A line and a column, both from 1.</summary>
public readonly record struct LinePosition(int Line, int Column);
