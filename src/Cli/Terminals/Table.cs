namespace Bunraku.Cli;

/// <summary>
/// Rows in columns, as wide as their widest cell. A heading that starts with <c>&gt;</c> has its column's
/// cells, numbers, to the right.
/// </summary>
internal sealed class Table(params ReadOnlySpan<string> headings)
{
    private const char Right = '>';
    private readonly bool[] isRight = [.. headings.ToArray().Select(heading => heading[0] == Right)];
    private readonly List<string[]> rows =
    [
        [.. headings.ToArray().Select(heading => heading.TrimStart(Right))],
    ];

    public void Add(params ReadOnlySpan<string> cells) => rows.Add(cells.ToArray());

    public void Write(TextWriter output)
    {
        var widths = Enumerable
            .Range(0, rows[0].Length)
            .Select(i => rows.Max(row => row[i].Length))
            .ToArray();
        foreach (var row in rows)
        {
            var cells = row.Select(
                (cell, i) => isRight[i] ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i])
            );
            output.WriteLine(string.Join("  ", cells).TrimEnd());
        }
    }
}
