using Bunraku.Text;

namespace Bunraku.Model;

/// <summary>Every sentence this room says about documents it cannot read.</summary>
internal static class ModelDiagnostics
{
    public static Diagnostic InvalidCatalog(Span at, string problem) =>
        Diagnostic.Error(
            "invalid-catalog",
            $"this is not a catalog: {problem}",
            at,
            help: "make it with `bunraku compile`, or fetch it from a server"
        );

    public static Diagnostic InvalidFacts(Span at, string problem) =>
        Diagnostic.Error(
            "invalid-facts",
            $"these are not facts: {problem}",
            at,
            help: "write a hash of `name` and `values`, or of facts alone"
        );
}
