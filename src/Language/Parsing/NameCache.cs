using System.Numerics;

namespace Bunraku.Language;

/// <summary>One string for each distinct name of a file, as far as a small table goes.</summary>
internal sealed class NameCache(int textLength)
{
    private const int LongestName = 48;

    private readonly string?[] names = new string?[
        BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(textLength / 32, 16, 512))
    ];

    public string Get(ReadOnlySpan<char> name)
    {
        if (name.Length > LongestName)
        {
            return name.ToString();
        }
        var hash = name.Length;
        foreach (var letter in name)
        {
            hash = hash * 31 + letter;
        }
        ref var known = ref names[(hash ^ (hash >> 9)) & (names.Length - 1)];
        if (known is null || !name.SequenceEqual(known))
        {
            known = name.ToString();
        }
        return known;
    }
}
