using System.Runtime.CompilerServices;

namespace Bunraku.Unix;

/// <summary>
/// The memory that objects will be made in, as large pages: a run makes tens of megabytes of objects and
/// ends, and most of what it costs is the kernel handing over 4 KiB at a time
/// (docs/decisions/0110-large-pages.md).
/// </summary>
public static class HeapPages
{
    /// <summary>How much of the heap, from its first region on, is asked for at once.</summary>
    private const nint Size = 128 << 20;

    /// <summary>The collector places its regions at multiples of this.</summary>
    private const nint Alignment = 4 << 20;

    /// <summary>Where a process may have less, what the collector has reserved may be shorter.</summary>
    private const long LeastMemory = 1L << 30;

    /// <summary>Asks once, at start; where the kernel refuses, all stays as it was.</summary>
    public static void Enlarge()
    {
        if (!OperatingSystem.IsLinux() || GC.GetGCMemoryInfo().TotalAvailableMemoryBytes < LeastMemory)
        {
            return;
        }
        var first = new object();
        var start = Unsafe.As<object, nint>(ref first) & ~(Alignment - 1);
        // The kernel gives a large page only within a range of one kind, so what the collector does piece by
        // piece as it grows (writable, part of a core dump) is done beforehand.
        if (
            Libc.ProtectMemory(start, Size, Libc.ReadAndWrite) == 0
            && Libc.AdviseMemory(start, Size, Libc.AdviseDump) == 0
        )
        {
            Libc.AdviseMemory(start, Size, Libc.AdviseHugePages);
        }
    }
}
