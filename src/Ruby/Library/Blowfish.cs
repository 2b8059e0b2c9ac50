using System.Numerics;
using System.Text;

namespace Bunraku.Ruby;

/// <summary>
/// The password hash <c>bcrypt</c>, after Provos and Mazières, “A Future-Adaptable Password Scheme”: the
/// cipher Blowfish with a key schedule that is as slow as wanted.
/// </summary>
public sealed class Blowfish
{
    private const string Alphabet = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private const int LongestKey = 72;
    private const int SaltLength = 16;
    private const int SaltCharacters = 22;
    private const int HashLength = 23;
    private const int Rounds = 16;
    private const int BoxSize = 256;
    private const int Repetitions = 64;
    private const int StartWords = Rounds + 2 + 4 * BoxSize;

    /// <summary>The cipher starts with the digits of π after its point.</summary>
    private static readonly Lazy<uint[]> Pi = new(DigitsOfPi);

    /// <summary>The keys of the rounds, and behind them the four boxes.</summary>
    private readonly uint[] state = [.. Pi.Value];

    /// <summary>The hash as <c>/etc/shadow</c> holds it.</summary>
    /// <param name="version"><c>2a</c>, <c>2b</c>, <c>2y</c>, or <c>2x</c> for hashes of a program that took
    /// letters beyond ASCII for negative numbers.</param>
    /// <param name="cost">The logarithm of how often the key is mixed in.</param>
    /// <param name="salt">22 letters of its own alphabet.</param>
    public static string Hash(string version, int cost, string salt, string password)
    {
        var grain = Decode(salt);
        byte[] key = [.. Encoding.UTF8.GetBytes(password).Take(LongestKey), 0];
        key = key.Length > LongestKey ? key[..LongestKey] : key;
        var words = Words(key, Rounds + 2, isSigned: version == "2x");
        var cipher = new Blowfish();
        cipher.Mix(words, Words(grain, 4));
        var nothing = new uint[4];
        var grainWords = Words(grain, Rounds + 2);
        for (var i = 1L << cost; i > 0; i--)
        {
            cipher.Mix(words, nothing);
            cipher.Mix(grainWords, nothing);
        }
        var text = Words("OrpheanBeholderScryDoubt"u8.ToArray(), 6);
        var output = new List<byte>();
        for (var i = 0; i < text.Length; i += 2)
        {
            for (var turn = 0; turn < Repetitions; turn++)
            {
                cipher.Encrypt(ref text[i], ref text[i + 1]);
            }
        }
        foreach (var word in text)
        {
            output.AddRange([(byte)(word >> 24), (byte)(word >> 16), (byte)(word >> 8), (byte)word]);
        }
        return $"${version}${cost:00}${Encode(grain)}{Encode([.. output.Take(HashLength)])}";
    }

    private void Mix(uint[] key, uint[] salt)
    {
        for (var i = 0; i < Rounds + 2; i++)
        {
            state[i] ^= key[i];
        }
        uint left = 0;
        uint right = 0;
        for (var i = 0; i < state.Length; i += 2)
        {
            left ^= salt[i & 2];
            right ^= salt[(i & 2) + 1];
            Encrypt(ref left, ref right);
            (state[i], state[i + 1]) = (left, right);
        }
    }

    private void Encrypt(ref uint left, ref uint right)
    {
        ReadOnlySpan<uint> first = state.AsSpan(Rounds + 2, BoxSize);
        ReadOnlySpan<uint> second = state.AsSpan(Rounds + 2 + BoxSize, BoxSize);
        ReadOnlySpan<uint> third = state.AsSpan(Rounds + 2 + 2 * BoxSize, BoxSize);
        ReadOnlySpan<uint> fourth = state.AsSpan(Rounds + 2 + 3 * BoxSize, BoxSize);
        var (a, b) = (left ^ state[0], right);
        for (var i = 1; i <= Rounds; i++)
        {
            b ^=
                ((first[(int)(a >> 24)] + second[(int)(a >> 16 & 255)]) ^ third[(int)(a >> 8 & 255)])
                + fourth[(int)(a & 255)];
            b ^= state[i];
            (a, b) = (b, a);
        }
        (left, right) = (b ^ state[Rounds + 1], a);
    }

    /// <summary>Bytes, from the start again when they end, four to a word.</summary>
    private static uint[] Words(byte[] bytes, int count, bool isSigned = false)
    {
        var words = new uint[count];
        for (var i = 0; i < count * 4; i++)
        {
            var value = bytes[i % bytes.Length];
            words[i / 4] = words[i / 4] << 8 | (isSigned ? (uint)(sbyte)value : value);
        }
        return words;
    }

    private static byte[] Decode(string salt)
    {
        var bytes = new List<byte>();
        var (bits, count) = (0, 0);
        foreach (var c in salt.AsSpan(0, SaltCharacters))
        {
            bits = bits << 6 | Alphabet.IndexOf(c);
            count += 6;
            if (count >= 8 && bytes.Count < SaltLength)
            {
                count -= 8;
                bytes.Add((byte)(bits >> count));
            }
        }
        return [.. bytes];
    }

    private static string Encode(byte[] bytes)
    {
        var output = new StringBuilder();
        var (bits, count) = (0, 0);
        foreach (var value in bytes)
        {
            bits = bits << 8 | value;
            count += 8;
            while (count >= 6)
            {
                count -= 6;
                output.Append(Alphabet[bits >> count & 63]);
            }
            bits &= (1 << count) - 1;
        }
        if (count > 0)
        {
            output.Append(Alphabet[bits << (6 - count) & 63]);
        }
        return output.ToString();
    }

    /// <summary>After Machin: π = 16 arctan 1/5 - 4 arctan 1/239.</summary>
    private static uint[] DigitsOfPi()
    {
        const int Spare = 64;
        const int Bits = StartWords * 32 + Spare;
        var pi = 16 * InverseArctangent(5, Bits) - 4 * InverseArctangent(239, Bits);
        var fraction = (pi - ((BigInteger)3 << Bits)) >> Spare;
        var bytes = fraction.ToByteArray(isUnsigned: true, isBigEndian: true);
        return Words(bytes, StartWords);
    }

    private static BigInteger InverseArctangent(int number, int bits)
    {
        var power = (BigInteger.One << bits) / number;
        var sum = BigInteger.Zero;
        for (var i = 1; !power.IsZero; i += 2)
        {
            sum += i % 4 == 1 ? power / i : -(power / i);
            power /= number * number;
        }
        return sum;
    }
}
