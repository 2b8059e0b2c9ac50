using System.Buffers;

namespace Bunraku.Apply;

/// <summary>Compares two streams without holding either.</summary>
internal static class StreamComparison
{
    private const int BlockSize = 64 * 1024;

    /// <summary>Reads no further than a byte beyond the wanted ones.</summary>
    public static bool AreEqual(Stream stream, ReadOnlySpan<byte> wanted)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Min(wanted.Length + 1, BlockSize));
        try
        {
            while (true)
            {
                var length = stream.Read(buffer);
                if (length == 0)
                {
                    return wanted.IsEmpty;
                }
                if (!wanted.StartsWith(buffer.AsSpan(0, length)))
                {
                    return false;
                }
                wanted = wanted[length..];
                // A file that gives less than was asked for has no more.
                if (wanted.IsEmpty && length < buffer.Length)
                {
                    return true;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public static bool AreEqual(Stream left, Stream right)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(2 * BlockSize);
        try
        {
            while (true)
            {
                var a = buffer.AsSpan(0, BlockSize);
                var b = buffer.AsSpan(BlockSize, BlockSize);
                var length = left.ReadAtLeast(a, BlockSize, throwOnEndOfStream: false);
                var other = right.ReadAtLeast(b, BlockSize, throwOnEndOfStream: false);
                if (!a[..length].SequenceEqual(b[..other]))
                {
                    return false;
                }
                if (length < BlockSize)
                {
                    return true;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
