using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>What parsing returns: always a tree, and what there is to say about the source.</summary>
public sealed record ParseResult(Program Program, ImmutableArray<Diagnostic> Diagnostics)
{
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);
}
