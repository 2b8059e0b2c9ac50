using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// The user's mistake met while evaluating: ends the compilation and carries the one diagnostic that says so.
/// </summary>
public sealed class EvaluationException(Diagnostic diagnostic) : Exception(diagnostic.Message)
{
    public Diagnostic Diagnostic { get; } = diagnostic;
}
