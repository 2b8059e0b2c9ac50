using Bunraku.Tests;

namespace Bunraku.Compiler.Tests;

/// <summary>The conformance cases that <c>cases/DIFFERENCES.md</c> lists as debt.</summary>
internal static class Differences
{
    public static HashSet<string> Debts { get; } =
    [
        .. File.ReadLines(Path.Combine(CaseFile.CasesRoot, "DIFFERENCES.md"))
            .SkipWhile(line => !line.StartsWith("## Debt", StringComparison.Ordinal))
            .Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("- `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1]),
    ];
}
