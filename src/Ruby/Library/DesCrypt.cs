using System.Text;

namespace Bunraku.Ruby;

/// <summary>
/// The oldest password hash of <c>crypt(3)</c>: 25 times DES (FIPS 46-3) of nothing, with the password
/// as the key, and
/// two letters of salt that exchange bits of its expansion. A bit is a boolean here: it need not be fast.
/// </summary>
internal static class DesCrypt
{
    private const string Alphabet = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private const int Repetitions = 25;
    private const int LongestPassword = 8;

    private static readonly byte[] Expansion = Table(
        "32 1 2 3 4 5 4 5 6 7 8 9 8 9 10 11 12 13 12 13 14 15 16 17 16 17 18 19 20 21 20 21 22 23 24 25 24 25 26 27 28 29 "
            + "28 29 30 31 32 1"
    );

    private static readonly byte[] Spreading = Table(
        "16 7 20 21 29 12 28 17 1 15 23 26 5 18 31 10 2 8 24 14 32 27 3 9 19 13 30 6 22 11 4 25"
    );

    private static readonly byte[] FirstChoice = Table(
        "57 49 41 33 25 17 9 1 58 50 42 34 26 18 10 2 59 51 43 35 27 19 11 3 60 52 44 36 63 55 47 39 31 23 15 7 62 54 46 "
            + "38 30 22 14 6 61 53 45 37 29 21 13 5 28 20 12 4"
    );

    private static readonly byte[] SecondChoice = Table(
        "14 17 11 24 1 5 3 28 15 6 21 10 23 19 12 4 26 8 16 7 27 20 13 2 41 52 31 37 47 55 30 40 51 45 33 48 44 49 39 56 "
            + "34 53 46 42 50 36 29 32"
    );

    private static readonly byte[] Ending = Table(
        "40 8 48 16 56 24 64 32 39 7 47 15 55 23 63 31 38 6 46 14 54 22 62 30 37 5 45 13 53 21 61 29 36 4 44 12 52 20 60 "
            + "28 35 3 43 11 51 19 59 27 34 2 42 10 50 18 58 26 33 1 41 9 49 17 57 25"
    );

    private static readonly byte[] Shifts = [1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1];

    /// <summary>The boxes, a hexadecimal digit for each of 64 places.</summary>
    private static readonly string[] Boxes =
    [
        "e4d12fb83a6c5907" + "0f74e2d1a6cb9538" + "41e8d62bfc973a50" + "fc8249175b3ea06d",
        "f18e6b34972dc05a" + "3d47f28ec01a69b5" + "0e7ba4d158c6932f" + "d8a13f42b67c05e9",
        "a09e63f51dc7b428" + "d709346a285ecbf1" + "d6498f30b12c5ae7" + "1ad069874fe3b52c",
        "7de3069a1285bc4f" + "d8b56f03472c1ae9" + "a690cb7df13e5284" + "3f06a1d8945bc72e",
        "2c417ab6853fd0e9" + "eb2c47d150fa3986" + "421bad78f9c5630e" + "b8c71e2d6f09a453",
        "c1af92680d34e75b" + "af427c9561de0b38" + "9ef528c3704a1db6" + "432c95fabe17608d",
        "4b2ef08d3c975a61" + "d0b7491ae35c2f86" + "14bdc37eaf680592" + "6bd814a7950fe23c",
        "d2846fb1a93e50c7" + "1fd8a374c56b0e92" + "7b419ce206adf358" + "21e74a8dfc90356b",
    ];

    private static byte[] Table(string text) =>
        [.. text.Split(' ').Select(number => (byte)(byte.Parse(number) - 1))];

    /// <summary>13 letters: the salt and eleven for 64 bits; null when the salt has other letters.</summary>
    public static string? Hash(string password, string salt)
    {
        if (salt.Length < 2 || salt[..2].Any(letter => !Alphabet.Contains(letter)))
        {
            return null;
        }
        var exchanged = new bool[24];
        for (var i = 0; i < 12; i++)
        {
            exchanged[i] = (Alphabet.IndexOf(salt[i / 6]) >> (i % 6) & 1) == 1;
        }
        var keys = Keys(password);
        var block = new bool[64];
        for (var i = 0; i < Repetitions; i++)
        {
            block = Encrypted(block, keys, exchanged);
        }
        var output = new StringBuilder(salt[..2]);
        for (var at = 0; at < 66; at += 6)
        {
            var value = 0;
            for (var bit = at; bit < at + 6; bit++)
            {
                value = value << 1 | (bit < 64 && block[bit] ? 1 : 0);
            }
            output.Append(Alphabet[value]);
        }
        return output.ToString();
    }

    private static List<bool[]> Keys(string password)
    {
        var key = new bool[64];
        var bytes = Encoding.UTF8.GetBytes(password);
        for (var i = 0; i < Math.Min(bytes.Length, LongestPassword); i++)
        {
            for (var bit = 0; bit < 7; bit++)
            {
                key[i * 8 + bit] = (bytes[i] >> (6 - bit) & 1) == 1;
            }
        }
        bool[] halves = [.. FirstChoice.Select(place => key[place])];
        var (left, right) = (halves[..28], halves[28..]);
        var keys = new List<bool[]>();
        foreach (var shift in Shifts)
        {
            left = [.. left[shift..], .. left[..shift]];
            right = [.. right[shift..], .. right[..shift]];
            bool[] both = [.. left, .. right];
            keys.Add([.. SecondChoice.Select(place => both[place])]);
        }
        return keys;
    }

    /// <summary>
    /// One block; the first permutation of the standard is left out, as a block of zeros and what the
    /// last one of the
    /// round before undid do not need it.
    /// </summary>
    private static bool[] Encrypted(bool[] block, List<bool[]> keys, bool[] exchanged)
    {
        bool[] start = new bool[64];
        for (var i = 0; i < 64; i++)
        {
            start[Ending[i]] = block[i];
        }
        var (left, right) = (start[..32], start[32..]);
        foreach (var key in keys)
        {
            bool[] mixed = [.. Mixed(right, key, exchanged).Zip(left, (one, other) => one ^ other)];
            (left, right) = (right, mixed);
        }
        bool[] both = [.. right, .. left];
        return [.. Ending.Select(place => both[place])];
    }

    private static bool[] Mixed(bool[] half, bool[] key, bool[] exchanged)
    {
        bool[] wide = [.. Expansion.Select(place => half[place])];
        for (var i = 0; i < 24; i++)
        {
            if (exchanged[i])
            {
                (wide[i], wide[i + 24]) = (wide[i + 24], wide[i]);
            }
        }
        var chosen = new bool[32];
        for (var box = 0; box < Boxes.Length; box++)
        {
            int Bit(int at) => wide[box * 6 + at] ^ key[box * 6 + at] ? 1 : 0;
            var row = Bit(0) << 1 | Bit(5);
            var column = Bit(1) << 3 | Bit(2) << 2 | Bit(3) << 1 | Bit(4);
            var value = Convert.ToInt32(Boxes[box][row * 16 + column].ToString(), 16);
            for (var bit = 0; bit < 4; bit++)
            {
                chosen[box * 4 + bit] = (value >> (3 - bit) & 1) == 1;
            }
        }
        return [.. Spreading.Select(place => chosen[place])];
    }
}
