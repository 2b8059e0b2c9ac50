using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bunraku.Ruby;

/// <summary>
/// The password hashes of <c>crypt(3)</c>: SHA-crypt after Drepper's “Unix crypt using SHA-256 and
/// SHA-512”, and the older ones by MD5 and DES.
/// </summary>
public static class PasswordCrypt
{
    private const string Alphabet = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private const int ShaRounds = 5000;

    /// <summary>So many are a second or two; more would only keep a run waiting.</summary>
    private const int MostRounds = 1_000_000;

    private const int MostStrength = 14;
    private const int LongestShaSalt = 16;
    private const int Md5Rounds = 1000;
    private const int LongestMd5Salt = 8;

    /// <summary>
    /// What <c>crypt(3)</c> gives for a setting (<c>$6$rounds=9000$salt</c>), or null when it is of a kind
    /// that is not here. The oldest, by DES, has no prefix.
    /// </summary>
    public static string? Hash(string password, string setting)
    {
        var parts = setting.Split('$');
        if (parts is ["", ['2', _], { Length: 2 } cost, { Length: >= 22 } grain])
        {
            return
                int.TryParse(cost, NumberStyles.None, CultureInfo.InvariantCulture, out var strength)
                && strength is >= 4 and <= MostStrength
                ? Blowfish.Hash(parts[1], strength, grain[..22], password)
                : null;
        }
        return parts switch
        {
            ["", "1", var salt, ..] => Md5(password, salt),
            ["", "5", var rounds, var salt, ..] when Rounds(rounds) is { } count => Sha256(
                password,
                salt,
                count
            ),
            ["", "6", var rounds, var salt, ..] when Rounds(rounds) is { } count => Sha512(
                password,
                salt,
                count
            ),
            ["", "5", var salt, ..] => Sha256(password, salt),
            ["", "6", var salt, ..] => Sha512(password, salt),
            ["", ..] => null,
            _ => DesCrypt.Hash(password, setting),
        };
    }

    private static int? Rounds(string text) =>
        text.StartsWith("rounds=", StringComparison.Ordinal)
        && long.TryParse(text.AsSpan(7), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? (int)Math.Clamp(count, 1000, MostRounds)
            : null;

    private static string Prefix(char kind, int? rounds, string salt) =>
        rounds is { } count
            ? string.Create(CultureInfo.InvariantCulture, $"${kind}$rounds={count}${salt}$")
            : $"${kind}${salt}$";

    public static string Sha256(string password, string salt, int? rounds = null)
    {
        var hash = Sha(SHA256.HashData, password, ref salt, rounds ?? ShaRounds);
        var output = new StringBuilder(Prefix('5', rounds, salt));
        for (var i = 0; i < 10; i++)
        {
            var (a, b, c) = (i, (i + 10) % 30, (i + 20) % 30);
            var turn = i % 3;
            var (x, y, z) = turn switch
            {
                0 => (a, b, c),
                1 => (c, a, b),
                _ => (b, c, a),
            };
            Append(output, hash[x], hash[y], hash[z], 4);
        }
        Append(output, 0, hash[31], hash[30], 3);
        return output.ToString();
    }

    public static string Sha512(string password, string salt, int? rounds = null)
    {
        var hash = Sha(SHA512.HashData, password, ref salt, rounds ?? ShaRounds);
        var output = new StringBuilder(Prefix('6', rounds, salt));
        for (var i = 0; i < 21; i++)
        {
            var (a, b, c) = (i, i + 21, i + 42);
            var (x, y, z) = (i % 3) switch
            {
                0 => (a, b, c),
                1 => (b, c, a),
                _ => (c, a, b),
            };
            Append(output, hash[x], hash[y], hash[z], 4);
        }
        Append(output, 0, 0, hash[63], 2);
        return output.ToString();
    }

    public static string Md5(string password, string salt)
    {
        salt = salt[..Math.Min(salt.Length, LongestMd5Salt)];
        var key = Encoding.UTF8.GetBytes(password);
        var grain = Encoding.UTF8.GetBytes(salt);
        var inner = MD5.HashData([.. key, .. grain, .. key]);
        var start = new List<byte>([.. key, .. "$1$"u8, .. grain, .. Repeated(inner, key.Length)]);
        for (var bits = key.Length; bits > 0; bits >>= 1)
        {
            start.Add((bits & 1) != 0 ? (byte)0 : key[0]);
        }
        var hash = Stir(MD5.HashData, MD5.HashData([.. start]), key, grain, Md5Rounds);
        var output = new StringBuilder($"$1${salt}$");
        foreach (var (x, y, z) in new[] { (0, 6, 12), (1, 7, 13), (2, 8, 14), (3, 9, 15), (4, 10, 5) })
        {
            Append(output, hash[x], hash[y], hash[z], 4);
        }
        Append(output, 0, 0, hash[11], 2);
        return output.ToString();
    }

    private static byte[] Sha(Func<byte[], byte[]> digest, string password, ref string salt, int rounds)
    {
        salt = salt[..Math.Min(salt.Length, LongestShaSalt)];
        var key = Encoding.UTF8.GetBytes(password);
        var grain = Encoding.UTF8.GetBytes(salt);
        var inner = digest([.. key, .. grain, .. key]);
        var start = new List<byte>([.. key, .. grain, .. Repeated(inner, key.Length)]);
        for (var bits = key.Length; bits > 0; bits >>= 1)
        {
            start.AddRange((bits & 1) != 0 ? inner : key);
        }
        var hash = digest([.. start]);
        var keys = digest([.. Enumerable.Repeat(key, key.Length).SelectMany(bytes => bytes)]);
        var grains = digest([.. Enumerable.Repeat(grain, 16 + hash[0]).SelectMany(bytes => bytes)]);
        return Stir(digest, hash, Repeated(keys, key.Length), Repeated(grains, grain.Length), rounds);
    }

    /// <summary>The rounds that make guessing slow.</summary>
    private static byte[] Stir(Func<byte[], byte[]> digest, byte[] hash, byte[] key, byte[] salt, int rounds)
    {
        var input = new List<byte>();
        for (var i = 0; i < rounds; i++)
        {
            input.Clear();
            input.AddRange(i % 2 != 0 ? key : hash);
            input.AddRange(i % 3 != 0 ? salt : []);
            input.AddRange(i % 7 != 0 ? key : []);
            input.AddRange(i % 2 != 0 ? hash : key);
            hash = digest([.. input]);
        }
        return hash;
    }

    private static byte[] Repeated(byte[] bytes, int length)
    {
        var result = new byte[length];
        for (var i = 0; i < length; i++)
        {
            result[i] = bytes[i % bytes.Length];
        }
        return result;
    }

    private static void Append(StringBuilder output, byte high, byte middle, byte low, int characters)
    {
        var bits = high << 16 | middle << 8 | low;
        for (var i = 0; i < characters; i++, bits >>= 6)
        {
            output.Append(Alphabet[bits & 63]);
        }
    }
}
