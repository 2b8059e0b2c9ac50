using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Evaluates the default of a parameter, which may use the parameters before it.</summary>
internal static class ParameterDefaults
{
    /// <param name="callee">
    /// Whose parameter it is, as messages name it: <c>Class[Web]</c>, <c>lambda</c>.
    /// </param>
    public static Value Evaluate(
        Frame frame,
        ImmutableArray<LoweredParameter> parameters,
        LoweredParameter parameter,
        string callee,
        CallSite site
    )
    {
        try
        {
            return parameter.Default!(frame);
        }
        catch (EvaluationException problem) when (problem.UnevaluatedParameter is { } wanted)
        {
            var isEarlier = parameters.TakeWhile(p => p != parameter).Any(p => p.Name == wanted);
            var diagnostic = CompilerDiagnostics.UnevaluatedParameter(
                site,
                callee,
                parameter.Name,
                wanted,
                isEarlier
            );
            throw new EvaluationException(diagnostic with { Primary = problem.Diagnostic.Primary });
        }
    }
}
