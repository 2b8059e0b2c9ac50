using Bunraku.Unix;

namespace Bunraku.Apply;

/// <summary>A pipe; each end is closed once.</summary>
internal sealed unsafe class Pipe : IDisposable
{
    private int reader;
    private int writer;

    public Pipe()
    {
        var ends = stackalloc int[2];
        if (NativeMethods.Pipe(ends, NativeMethods.CloseOnExec) < 0)
        {
            throw new UnixException(
                "pipe",
                "",
                (Errno)System.Runtime.InteropServices.Marshal.GetLastPInvokeError()
            );
        }
        (reader, writer) = (ends[0], ends[1]);
    }

    /// <summary>-1 once closed, which poll passes over.</summary>
    public int Reader => reader;

    /// <summary>-1 once closed, which poll passes over.</summary>
    public int Writer => writer;

    public void CloseReader() => Close(ref reader);

    public void CloseWriter() => Close(ref writer);

    public void Dispose()
    {
        CloseReader();
        CloseWriter();
    }

    private static void Close(ref int end)
    {
        var file = Interlocked.Exchange(ref end, -1);
        if (file >= 0)
        {
            NativeMethods.Close(file);
        }
    }
}
