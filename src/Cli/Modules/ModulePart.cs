namespace Bunraku.Cli;

/// <summary>Something of a module that is written in Ruby, and what becomes of it here.</summary>
/// <param name="Kind"><c>function</c>, <c>type</c>, <c>provider</c>, <c>fact</c> or <c>template</c>.</param>
/// <param name="Runs"><c>native</c> (built in), <c>ruby</c> (its own code runs) or <c>not</c>.</param>
internal sealed record ModulePart(string Kind, string Name, string Path, string Runs)
{
    public string? Reason { get; init; }

    /// <summary>Where the reason lies: the part's own file, or one that it needs.</summary>
    public string? ReasonPath { get; init; }

    public int ReasonLine { get; init; }
}
