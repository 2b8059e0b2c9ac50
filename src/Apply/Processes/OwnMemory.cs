namespace Bunraku.Apply;

/// <summary>
/// The memory of this process while it applies a large catalog: what compiling it took goes back, and what
/// each part of the run leaves is collected soon (docs/decisions/0132-memory-of-large-runs.md).
/// </summary>
public sealed class OwnMemory
{
    /// <summary>A compilation that took so many bytes is large; little of it is still needed.</summary>
    private const long Large = 8 << 20;

    /// <summary>So many bytes of new objects are collected at once.</summary>
    private const long Part = 3 << 20;

    private readonly bool isLarge = GC.GetTotalAllocatedBytes() > Large;
    private long collected;

    /// <summary>
    /// Gives back the objects that nothing needs any more, and the pages of the executable: of those, what is
    /// used again comes back from the file.
    /// </summary>
    public void GiveBack()
    {
        if (isLarge)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            NativeMethods.GiveBackCode();
            collected = GC.GetTotalAllocatedBytes();
        }
    }

    /// <summary>To be told after each resource.</summary>
    public void Tidy()
    {
        if (isLarge && GC.GetTotalAllocatedBytes() is var taken && taken - collected > Part)
        {
            GC.Collect(0, GCCollectionMode.Forced, blocking: true);
            collected = taken;
        }
    }
}
