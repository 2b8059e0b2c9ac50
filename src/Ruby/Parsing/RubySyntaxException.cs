using Bunraku.Text;

namespace Bunraku.Ruby;

/// <summary>Ends the reading of a program at its first mistake; carries what is to be told.</summary>
internal sealed class RubySyntaxException(Diagnostic diagnostic) : Exception(diagnostic.Message)
{
    public Diagnostic Diagnostic { get; } = diagnostic;
}
