using System.Collections.Immutable;

namespace Bunraku.Cli;

/// <summary>The documentation of one function or type.</summary>
/// <param name="Name">As code writes it: <c>stdlib::merge</c>, <c>Integer</c>, <c>file</c>.</param>
/// <param name="Kind">What it is: <c>function</c>, <c>data type</c>, <c>class</c> …</param>
/// <param name="Doc">Markdown; its first sentence says what it is for.</param>
internal sealed record Page(string Name, string Kind, string Doc)
{
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>How it is written or called, a line each.</summary>
    public ImmutableArray<string> Signatures { get; init; } = [];

    public ImmutableArray<PageEntry> Entries { get; init; } = [];

    /// <summary>The file it was read from; null when it belongs to the program.</summary>
    public string? Source { get; init; }

    /// <summary>The first sentence of the description, in one line.</summary>
    public string Summary
    {
        get
        {
            var paragraph = Doc.Split("\n\n")[0].Replace('\n', ' ').Trim();
            var end = paragraph.IndexOf(". ", StringComparison.Ordinal);
            return end < 0 ? paragraph : paragraph[..(end + 1)];
        }
    }
}

/// <summary>A parameter or attribute on a page.</summary>
/// <param name="Type">Its type, or what it takes.</param>
internal sealed record PageEntry(string Name, string Type, string Doc)
{
    /// <summary>What it has when nothing is given, as code, or null.</summary>
    public string? Default { get; init; }
}
