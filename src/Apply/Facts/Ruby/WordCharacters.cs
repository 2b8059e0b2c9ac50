using System.Buffers;

namespace Bunraku.Apply;

/// <summary>What names of Ruby are made of.</summary>
internal static class WordCharacters
{
    public static SearchValues<char> All { get; } =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
}
