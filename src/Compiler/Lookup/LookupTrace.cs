using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>A value that code of a class took from data: which key, and where it is written.</summary>
/// <param name="ClassName">The class whose parameter or code used it; empty for the site's own
/// manifest.</param>
/// <param name="Place">Where the value stands in a data file; null when a function made it.</param>
public sealed record LookupUse(string ClassName, string Key, Span? Place)
{
    public string? File => Place?.File.Path;
}

/// <summary>Which data a compilation used, in the order of use, each use once.</summary>
public sealed class LookupTrace
{
    private readonly HashSet<LookupUse> known = [];
    private readonly List<LookupUse> uses = [];

    public IReadOnlyList<LookupUse> Uses => uses;

    /// <summary>Whether code of a class used any data.</summary>
    public bool IsDataDriven(string className) => uses.Exists(use => use.ClassName == className);

    internal void Add(LookupUse use)
    {
        if (known.Add(use))
        {
            uses.Add(use);
        }
    }
}
