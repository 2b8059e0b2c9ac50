using System.Diagnostics;
using System.Runtime.CompilerServices;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>
/// Counts nested calls and all work, so that endless recursion and endless loops end in a diagnostic and not
/// in a crash, or never.
/// </summary>
/// <param name="longest">So long may it take in all.</param>
internal sealed class CallDepth(TimeSpan longest)
{
    /// <summary>
    /// Deeper nesting than any sensible code has; the reference gives up in the same region.
    /// </summary>
    public const int Limit = 1000;

    /// <summary>
    /// So many calls, those of blocks included, are a second of work; the largest sites make some hundred
    /// thousand.
    /// </summary>
    public const int MostCalls = 3_000_000;

    /// <summary>Copying so many items costs about as much as a call.</summary>
    private const int ItemsOfCall = 128;

    private const int CharactersOfCall = 2048;

    private const int EntriesOfCall = 32;

    /// <summary>Looking at the clock after each call would cost more than most of them.</summary>
    private const int CallsBetweenLooks = 16;

    private readonly long began = Stopwatch.GetTimestamp();
    private int depth;
    private int calls;

    public TimeSpan Longest { get; } = longest;

    /// <summary>Enters a call; leaving is disposing of the level.</summary>
    public Level Enter(CallSite site)
    {
        if (++depth > Limit || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            depth--;
            throw new EvaluationException(CompilerDiagnostics.TooDeep(site));
        }
        if (++calls > MostCalls || calls % CallsBetweenLooks == 0 && IsLate)
        {
            depth--;
            throw Late(site.Place);
        }
        return new Level(this);
    }

    /// <summary>Counts the copying of an array's items, which grows with the square in a loop.</summary>
    public void CopyItems(int count, Span place) => Spend(count / ItemsOfCall, place);

    public void CopyCharacters(int count, Span place) => Spend(count / CharactersOfCall, place);

    public void CopyEntries(int count, Span place) => Spend(count / EntriesOfCall, place);

    private bool IsLate => Stopwatch.GetElapsedTime(began) > Longest;

    private void Spend(int cost, Span place)
    {
        calls += cost;
        if (calls > MostCalls || cost > 0 && IsLate)
        {
            throw Late(place);
        }
    }

    private EvaluationException Late(Span? place) =>
        new(
            calls > MostCalls
                ? CompilerDiagnostics.TooManyCalls(place)
                : CompilerDiagnostics.TooLong(place, Longest)
        );

    internal readonly ref struct Level(CallDepth owner)
    {
        public void Dispose() => owner.depth--;
    }
}
