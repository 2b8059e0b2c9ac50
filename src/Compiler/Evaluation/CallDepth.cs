using System.Runtime.CompilerServices;

namespace Bunraku.Compiler;

/// <summary>Counts nested calls, so that endless recursion ends in a diagnostic and not in a crash.</summary>
internal sealed class CallDepth
{
    /// <summary>
    /// Deeper nesting than any sensible code has; the reference gives up in the same region.
    /// </summary>
    public const int Limit = 1000;

    /// <summary>
    /// So many calls, those of blocks included, are seconds of work; the largest sites make some hundred
    /// thousand.
    /// </summary>
    public const int MostCalls = 10_000_000;

    private int depth;
    private int calls;

    /// <summary>Enters a call; leaving is disposing of the level.</summary>
    public Level Enter(CallSite site)
    {
        if (++depth > Limit || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            depth--;
            throw new EvaluationException(CompilerDiagnostics.TooDeep(site));
        }
        if (++calls > MostCalls)
        {
            depth--;
            throw new EvaluationException(CompilerDiagnostics.TooManyCalls(site));
        }
        return new Level(this);
    }

    internal readonly ref struct Level(CallDepth owner)
    {
        public void Dispose() => owner.depth--;
    }
}
