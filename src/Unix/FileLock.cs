using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Bunraku.Unix;

/// <summary>
/// An exclusive lock on a file (flock), between processes and between threads of one process. The file stays;
/// the kernel drops the lock when its holder dies.
/// </summary>
public sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private readonly SafeFileHandle file;

    private FileLock(SafeFileHandle file) => this.file = file;

    /// <summary>
    /// Waits until the lock is ours; <see cref="TimeoutException"/> when that takes too long.
    /// </summary>
    public static FileLock Acquire(string path, TimeSpan timeout, CancellationToken cancellation = default)
    {
        var descriptor = Libc.Open(path, OpenFlags.Create | OpenFlags.CloseOnExec, Convert.ToInt32("644", 8));
        if (descriptor < 0)
        {
            throw UnixException.Last("lock", path);
        }
        var file = new SafeFileHandle(descriptor, ownsHandle: true);
        var start = Environment.TickCount64;
        while (Libc.Lock(file, Libc.LockExclusive | Libc.LockNonBlocking) < 0)
        {
            var error = (Errno)Marshal.GetLastPInvokeError();
            var late = Environment.TickCount64 - start > timeout.TotalMilliseconds;
            if (error is not (Errno.EAGAIN or Errno.EINTR) || late || cancellation.IsCancellationRequested)
            {
                file.Dispose();
                cancellation.ThrowIfCancellationRequested();
                throw late
                    ? new TimeoutException($"the lock {path} is held by another process")
                    : new UnixException("lock", path, error);
            }
            Thread.Sleep(Pause);
        }
        return new FileLock(file);
    }

    public void Dispose() => file.Dispose();
}
