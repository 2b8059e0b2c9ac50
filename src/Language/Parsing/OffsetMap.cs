namespace Bunraku.Language;

/// <summary>Leads from an offset in a heredoc's text without its margin back to the source.</summary>
/// <param name="sourceStart">Where the heredoc's first line starts, margin included.</param>
/// <param name="lineStarts">Offsets of the lines in the text without margin.</param>
/// <param name="sourceLineStarts">Where the same lines start in the source, after their margin.</param>
internal sealed class OffsetMap(int sourceStart, int[] lineStarts, int[] sourceLineStarts)
{
    public int ToSource(int offset)
    {
        if (offset == 0 || lineStarts.Length == 0)
        {
            return sourceStart;
        }
        var found = Array.BinarySearch(lineStarts, offset);
        var line = found >= 0 ? found : ~found - 1;
        return sourceLineStarts[line] + (offset - lineStarts[line]);
    }
}
