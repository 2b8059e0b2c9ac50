using System.Collections.Immutable;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Characters as the language counts them: Unicode code points, not UTF-16 units.</summary>
internal static class Characters
{
    public static int Count(string text)
    {
        var count = text.Length;
        foreach (var unit in text)
        {
            count -= char.IsLowSurrogate(unit) ? 1 : 0;
        }
        return count;
    }

    public static ImmutableArray<Value> Of(string text)
    {
        var characters = ImmutableArray.CreateBuilder<Value>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            characters.Add(new StringValue(rune.ToString()));
        }
        return characters.DrainToImmutable();
    }

    public static string Reverse(string text)
    {
        var output = new StringBuilder(text.Length);
        for (var end = text.Length; end > 0; )
        {
            var start = end > 1 && char.IsLowSurrogate(text[end - 1]) ? end - 2 : end - 1;
            output.Append(text, start, end - start);
            end = start;
        }
        return output.ToString();
    }

    public static string Capitalize(string text)
    {
        if (text.Length == 0)
        {
            return text;
        }
        var first = char.IsHighSurrogate(text[0]) && text.Length > 1 ? 2 : 1;
        return text[..first].ToUpperInvariant() + text[first..].ToLowerInvariant();
    }
}
