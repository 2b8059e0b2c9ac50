using System.Collections.Immutable;
using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>A catalog, or the reasons why there is none; and what was logged on the way.</summary>
/// <param name="Value">What the last statement of the site's manifest came to.</param>
public sealed record CompileResult(
    Catalog? Catalog,
    ImmutableArray<Diagnostic> Diagnostics,
    ImmutableArray<LogEntry> Log,
    Value Value
)
{
    /// <summary>What the node exports, for others to collect; it need not be in its own catalog.</summary>
    public ImmutableArray<Resource> Exported { get; init; } = [];

    /// <summary>Which class used which data: what is made of it depends on these files.</summary>
    public LookupTrace Lookups { get; init; } = new();

    /// <summary>Whether the site's manifests could not be parsed, so that nothing was evaluated.</summary>
    public bool IsSyntax { get; init; }
}
