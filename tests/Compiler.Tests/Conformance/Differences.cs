using Bunraku.Tests;

namespace Bunraku.Compiler.Tests;

/// <summary>The names that <c>cases/DIFFERENCES.md</c> lists, as debt or as decisions.</summary>
internal static class Differences
{
    public static HashSet<string> Listed { get; } =
    [
        .. File.ReadLines(Path.Combine(CaseFile.CasesRoot, "DIFFERENCES.md"))
            .Where(line => line.StartsWith("- `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1]),
    ];
}
