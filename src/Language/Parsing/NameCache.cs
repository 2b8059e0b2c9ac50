namespace Bunraku.Language;

/// <summary>One string for each distinct name of a file, as far as a small table goes.</summary>
internal sealed class NameCache
{
    private const int Size = 512;
    private const int LongestName = 48;

    private readonly string?[] names = new string?[Size];

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
        ref var known = ref names[(hash ^ (hash >> 9)) & (Size - 1)];
        if (known is null || !name.SequenceEqual(known))
        {
            known = name.ToString();
        }
        return known;
    }
}
