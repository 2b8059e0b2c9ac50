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
    private const long Part = 1 << 20;

    private readonly bool isLarge = GC.GetTotalAllocatedBytes() > Large;
    private long collected;

    /// <summary>
    /// Collects what compiling left, and gives back the executable's pages of code: of those, what is used
    /// again comes back from the file.
    /// </summary>
    public void GiveBack()
    {
        if (isLarge)
        {
            Collect();
            NativeMethods.GiveBackCode();
        }
    }

    /// <summary>To be told after each resource.</summary>
    public void Tidy()
    {
        if (isLarge && GC.GetTotalAllocatedBytes() - collected > Part)
        {
            Collect();
        }
    }

    private void Collect()
    {
        GC.Collect(0, GCCollectionMode.Forced, blocking: true);
        collected = GC.GetTotalAllocatedBytes();
    }
}
