using System.Buffers.Binary;
using System.Numerics;

namespace Bunraku.Ruby;

/// <summary>
/// Ruby's random numbers (MT19937, Matsumoto and Nishimura 1998, seeded by array): what is drawn from them by
/// <c>fqdn_rand</c> and its kin must not change when a site moves from one implementation to the other.
/// </summary>
public sealed class RubyRandom
{
    private const int Size = 624;
    private const int Middle = 397;

    private readonly uint[] state = new uint[Size];
    private int next = Size;

    /// <summary>The seed is one large number, most significant byte first, as digests are.</summary>
    public RubyRandom(ReadOnlySpan<byte> seed)
    {
        var words = new uint[seed.Length / 4];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt32BigEndian(seed[(seed.Length - 4 * (i + 1))..]);
        }
        var length = words.Length;
        while (length > 1 && words[length - 1] == 0)
        {
            length--;
        }
        // Ruby takes a top word of 1 for a guard it put there itself.
        length -= length > 1 && words[length - 1] == 1 ? 1 : 0;
        if (length <= 1)
        {
            Start(words[0]);
        }
        else
        {
            Start(words.AsSpan(0, length));
        }
    }

    /// <summary>Seeded by any whole number, as <c>Random.new</c> is.</summary>
    public static RubyRandom Of(BigInteger seed)
    {
        var bytes = BigInteger.Abs(seed).ToByteArray(isUnsigned: true, isBigEndian: true);
        return new RubyRandom([.. new byte[(4 - bytes.Length % 4) % 4], .. bytes]);
    }

    /// <summary>A number from 0 to below 1, with 53 bits of chance.</summary>
    public double Real()
    {
        var (high, low) = (Next() >> 5, Next() >> 6);
        return (high * 67108864.0 + low) / 9007199254740992.0;
    }

    /// <summary>As many bytes, four of each drawn number.</summary>
    public byte[] Bytes(int count)
    {
        var bytes = new byte[(count + 3) / 4 * 4];
        for (var i = 0; i < bytes.Length; i += 4)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i), Next());
        }
        return bytes[..count];
    }

    /// <summary>A number from 0 to below <paramref name="limit"/>, each as likely.</summary>
    public long Below(long limit)
    {
        var last = (ulong)(limit - 1);
        if (last == 0)
        {
            return 0;
        }
        var mask = ulong.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount(last);
        while (true)
        {
            ulong value = 0;
            for (var shift = 32; shift >= 0; shift -= 32)
            {
                if ((mask >> shift & uint.MaxValue) == 0)
                {
                    continue;
                }
                value = (value | (ulong)Next() << shift) & mask;
                if (value > last)
                {
                    break;
                }
            }
            if (value <= last)
            {
                return (long)value;
            }
        }
    }

    private void Start(uint seed)
    {
        state[0] = seed;
        for (var i = 1; i < Size; i++)
        {
            state[i] = 1812433253 * (state[i - 1] ^ state[i - 1] >> 30) + (uint)i;
        }
    }

    private void Start(ReadOnlySpan<uint> key)
    {
        Start(19650218);
        var (i, j) = (1, 0);
        for (var k = Math.Max(Size, key.Length); k > 0; k--)
        {
            state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >> 30) * 1664525) + key[j] + (uint)j;
            Advance(ref i);
            j = (j + 1) % key.Length;
        }
        for (var k = Size - 1; k > 0; k--)
        {
            state[i] = (state[i] ^ (state[i - 1] ^ state[i - 1] >> 30) * 1566083941) - (uint)i;
            Advance(ref i);
        }
        state[0] = 0x80000000;
    }

    private void Advance(ref int i)
    {
        i++;
        if (i >= Size)
        {
            state[0] = state[Size - 1];
            i = 1;
        }
    }

    private uint Next()
    {
        if (next >= Size)
        {
            for (var i = 0; i < Size; i++)
            {
                var y = state[i] & 0x80000000 | state[(i + 1) % Size] & 0x7fffffff;
                state[i] = state[(i + Middle) % Size] ^ y >> 1 ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
            }
            next = 0;
        }
        var value = state[next++];
        value ^= value >> 11;
        value ^= value << 7 & 0x9d2c5680;
        value ^= value << 15 & 0xefc60000;
        return value ^ value >> 18;
    }
}
