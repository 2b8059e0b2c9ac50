using System.Buffers;

namespace Bunraku.Apply;

/// <summary>Compares two streams without holding either.</summary>
internal static class StreamComparison
{
    private const int BlockSize = 64 * 1024;

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
