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

    public static Diagnostic TemplateNotFormatted(Span at) =>
        Diagnostic.Error(
            "template-not-formatted",
            "an EPP template is not laid out: its white space is its output",
            at,
            help: "name manifests only"
        );
}
