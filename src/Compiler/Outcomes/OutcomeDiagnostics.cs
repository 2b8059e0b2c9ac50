using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>What is said about cases that cannot be read or told.</summary>
internal static class OutcomeDiagnostics
{
    public static Diagnostic BadCase(Span at, string problem, string? help = null) =>
        Diagnostic.Error("bad-case", $"this is no case: {problem}", at, help: help);

    public static Diagnostic CaseCrashed(string id, string reason) =>
        Diagnostic.Error(
            "case-crashed",
            $"the case `{id}` could not be told: {reason}",
            help: "its outcome is written as `crash`; the other cases are told"
        );
}
