using System.Buffers.Binary;
using System.Numerics;

namespace Bunraku.Apply;

/// <summary>SHA-224 (FIPS 180-4, section 6.3), which the framework has not: SHA-256 from another start, cut
/// short.</summary>
internal sealed class Sha224
{
    private const int BlockLength = 64;
    private const int DigestLength = 28;
    private const int LengthAt = 56;

    /// <summary>The roots of primes, section 4.2.2; taken from the numbers themselves.</summary>
    private static readonly uint[] Constants = CubeRoots();

    private readonly uint[] state =
    [
        0xc1059ed8,
        0x367cd507,
        0x3070dd17,
        0xf70e5939,
        0xffc00b31,
        0x68581511,
        0x64f98fa7,
        0xbefa4fa4,
    ];
    private readonly byte[] block = new byte[BlockLength];
    private int filled;
    private ulong length;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        length += (ulong)bytes.Length;
        while (!bytes.IsEmpty)
        {
            var taken = Math.Min(bytes.Length, BlockLength - filled);
            bytes[..taken].CopyTo(block.AsSpan(filled));
            bytes = bytes[taken..];
            filled += taken;
            if (filled == BlockLength)
            {
                Take();
            }
        }
    }

    public byte[] Finish()
    {
        var bits = length * 8;
        block[filled++] = 0x80;
        if (filled > LengthAt)
        {
            block.AsSpan(filled).Clear();
            Take();
        }
        block.AsSpan(filled).Clear();
        BinaryPrimitives.WriteUInt64BigEndian(block.AsSpan(LengthAt), bits);
        Take();
        var digest = new byte[DigestLength];
        for (var i = 0; i < DigestLength / 4; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(digest.AsSpan(i * 4), state[i]);
        }
        return digest;
    }

    private void Take()
    {
        Span<uint> words = stackalloc uint[BlockLength];
        for (var i = 0; i < 16; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt32BigEndian(block.AsSpan(i * 4));
        }
        for (var i = 16; i < BlockLength; i++)
        {
            var (early, late) = (words[i - 15], words[i - 2]);
            words[i] =
                words[i - 16]
                + (Turn(early, 7) ^ Turn(early, 18) ^ (early >> 3))
                + words[i - 7]
                + (Turn(late, 17) ^ Turn(late, 19) ^ (late >> 10));
        }
        var (a, b, c, d) = (state[0], state[1], state[2], state[3]);
        var (e, f, g, h) = (state[4], state[5], state[6], state[7]);
        for (var i = 0; i < BlockLength; i++)
        {
            var first =
                h + (Turn(e, 6) ^ Turn(e, 11) ^ Turn(e, 25)) + ((e & f) ^ (~e & g)) + Constants[i] + words[i];
            var second = (Turn(a, 2) ^ Turn(a, 13) ^ Turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + first, c, b, a, first + second);
        }
        ReadOnlySpan<uint> sums = [a, b, c, d, e, f, g, h];
        for (var i = 0; i < state.Length; i++)
        {
            state[i] += sums[i];
        }
        filled = 0;
    }

    private static uint Turn(uint word, int bits) => BitOperations.RotateRight(word, bits);

    /// <summary>The first 32 bits of the fractions of the cube roots of the first 64 primes.</summary>
    private static uint[] CubeRoots()
    {
        var roots = new uint[BlockLength];
        var (count, number) = (0, 1);
        while (count < roots.Length)
        {
            number++;
            if (Enumerable.Range(2, Math.Max(0, (int)Math.Sqrt(number) - 1)).All(part => number % part != 0))
            {
                // The root of n * 2^96 is the root of n with 32 bits behind its point.
                roots[count++] = (uint)(CubeRoot(new BigInteger(number) << 96) & uint.MaxValue);
            }
        }
        return roots;
    }

    private static BigInteger CubeRoot(BigInteger cube)
    {
        var (low, high) = (BigInteger.Zero, BigInteger.One << 40);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = middle * middle * middle <= cube ? (middle, high) : (low, middle);
        }
        return low;
    }
}
