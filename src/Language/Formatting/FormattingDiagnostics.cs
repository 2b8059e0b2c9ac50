using Bunraku.Text;

namespace Bunraku.Language;

/// <summary>What there is to say about files that are not laid out.</summary>
public static class FormattingDiagnostics
{
    public static Diagnostic LayoutFailed(Span at) =>
        Diagnostic.Error(
            "layout-failed",
            "the file cannot be laid out without changing what it says",
            at,
            help: "it is left as it is; comments in unusual places are what makes it hard, so move them"
        );
}
