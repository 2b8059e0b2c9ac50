using Bunraku.Text;

namespace Bunraku.Oci;

/// <summary>
/// The world's failure as this room sees it: a store, an archive or a registry did not do its part. The
/// diagnostic is ready to be shown by whoever stands at the boundary.
/// </summary>
public sealed class OciException(Diagnostic diagnostic, Exception? inner = null)
    : IOException(diagnostic.Message, inner)
{
    public Diagnostic Diagnostic { get; } = diagnostic;
}
