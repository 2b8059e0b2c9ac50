using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Bunraku.Unix;

/// <summary>
/// A regular file that is read: no call to the kernel but those that read, since a run opens every file it
/// manages.
/// </summary>
/// <param name="size">What the file had when it was opened.</param>
internal sealed unsafe class RegularFileStream(SafeFileHandle file, string path, long size) : Stream
{
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => size;

    public override long Position
    {
        get => position;
        set => position = value;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }
        fixed (byte* start = buffer)
        {
            while (true)
            {
                var got = Libc.ReadAt(file, start, buffer.Length, position);
                if (got >= 0)
                {
                    position += got;
                    return (int)got;
                }
                if ((Errno)Marshal.GetLastPInvokeError() != Errno.EINTR)
                {
                    throw UnixException.Last("read", path);
                }
            }
        }
    }

    public override long Seek(long offset, SeekOrigin origin) =>
        position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => position + offset,
            _ => size + offset,
        };

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        file.Dispose();
        base.Dispose(disposing);
    }
}
