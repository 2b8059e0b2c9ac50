using System.Runtime.CompilerServices;
using Bunraku.Text;

namespace Bunraku.Ruby;

// How far a program may go.
public sealed partial class Runtime
{
    /// <summary>
    /// What is larger is looked at each time that it grows: a few turns may double it often.
    /// </summary>
    private const int LargeSize = 1 << 20;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Step()
    {
        if (++steps >= nextLook)
        {
            Look();
        }
    }

    private void Look()
    {
        if (steps > Limits.Steps)
        {
            throw new LimitException($"more than {Limits.Steps} steps", Here);
        }
        if (clock.Elapsed.TotalSeconds > Limits.Seconds)
        {
            throw new LimitException($"more than {Limits.Seconds} seconds", Here);
        }
        CheckMemory();
        nextLook = Math.Min(steps + ClockEvery, Limits.Steps + 1);
        CheckDeadlines();
    }

    /// <summary>
    /// What is still in use counts, less what was before the run. It is the whole process that is looked at:
    /// a program is asked only once it has made that much itself, for those beside it are not to blame.
    /// </summary>
    private void CheckMemory()
    {
        if (
            GC.GetAllocatedBytesForCurrentThread() - allocatedBefore > Limits.Memory
            && GC.GetTotalMemory(forceFullCollection: false) > memoryLook
        )
        {
            LookAtMemory();
        }
    }

    private void BeginMemory()
    {
        allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        memoryBefore = GC.GetTotalMemory(forceFullCollection: false);
        memoryLook = memoryBefore + Limits.Memory;
    }

    private void LookAtMemory()
    {
        var live = GC.GetTotalMemory(forceFullCollection: true);
        if (live > memoryBefore + Limits.Memory)
        {
            throw new LimitException($"more than {Limits.Memory >> 20} MiB of memory", Here);
        }
        memoryLook = live + Limits.Memory / 2;
    }

    /// <summary>Each turn of a loop of ours is a step of the program.</summary>
    internal IEnumerable<T> Stepped<T>(IEnumerable<T> items)
    {
        foreach (var item in items)
        {
            Step();
            yield return item;
        }
    }

    /// <summary>The innermost place in code of the user, or of ours when there is none.</summary>
    internal Span? Here => RunningPlaces.Where(IsOfUser).Cast<Span?>().FirstOrDefault() ?? Site?.Span;

    /// <summary>Looks at what is made at once in a great size, which no step tells of.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Made(int size)
    {
        if (size > LargeSize)
        {
            Grow(size);
        }
    }

    /// <summary>Ends a program whose strings or lists grow without end.</summary>
    internal void Grow(int size)
    {
        if (size > Limits.Size)
        {
            throw new LimitException($"something of more than {Limits.Size} parts", Here);
        }
        if (size > LargeSize)
        {
            CheckMemory();
        }
    }

    /// <summary>Begins what the limits are for anew: one runtime may run many programs.</summary>
    public void BeginRun()
    {
        EndFibers();
        steps = 0;
        nextLook = Math.Min(ClockEvery, Limits.Steps + 1);
        Depth = 0;
        placed = 0;
        BeginMemory();
        clock.Restart();
    }
}
