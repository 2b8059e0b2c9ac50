using System.Collections.Immutable;
using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>Finds what is well-formed but wrong, whatever the values will be.</summary>
public static class PuppetChecker
{
    public static ImmutableArray<Diagnostic> Check(Program program, CheckSettings? settings = null) =>
        Checker.Check(program, settings ?? new CheckSettings());
}
