namespace Bunraku.Cli;

/// <summary>Rows in columns, as wide as their widest cell; numbers to the right.</summary>
internal sealed class Table(params ReadOnlySpan<string> headings)
{
    private readonly List<string[]> rows = [headings.ToArray()];

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
                (cell, i) => IsNumber(i) ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i])
            );
            output.WriteLine(string.Join("  ", cells).TrimEnd());
        }
    }

    private bool IsNumber(int column) =>
        rows.Count > 1
        && rows.Skip(1).All(row => row[column].Length > 0 && char.IsAsciiDigit(row[column][0]));
}
