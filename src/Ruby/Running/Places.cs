namespace Bunraku.Ruby;

/// <summary>
/// Places in a text: Ruby counts characters, a string of .NET units of 16 bits, of which a character
/// beyond the
/// first plane has two.
/// </summary>
internal static class Places
{
    /// <summary>Whether each character is one unit.</summary>
    public static bool AreUnits(string text) => !text.AsSpan().ContainsAnyInRange('\ud800', '\udbff');

    /// <summary>How many characters it has.</summary>
    public static int Count(string text) => Character(text, text.Length);

    /// <summary>How many characters stand before a unit.</summary>
    public static int Character(string text, int unit)
    {
        var pairs = 0;
        if (!AreUnits(text))
        {
            for (var i = 0; i + 1 < unit; i++)
            {
                pairs += char.IsSurrogatePair(text[i], text[i + 1]) ? 1 : 0;
            }
        }
        return unit - pairs;
    }

    /// <summary>Where a character begins; a place behind the last one stays behind it.</summary>
    public static int Unit(string text, int character)
    {
        if (AreUnits(text))
        {
            return character;
        }
        var at = 0;
        while (character > 0 && at < text.Length)
        {
            at += IsPair(text, at) ? 2 : 1;
            character--;
        }
        return at + character;
    }

    /// <summary>So many characters from one on.</summary>
    public static string Part(string text, int from, int count)
    {
        if (AreUnits(text))
        {
            return text.Substring(from, count);
        }
        var (start, end) = (Unit(text, from), Unit(text, from + count));
        return text[start..end];
    }

    /// <summary>Its characters, each a text.</summary>
    public static IEnumerable<string> Characters(string text)
    {
        for (var at = 0; at < text.Length; at += IsPair(text, at) ? 2 : 1)
        {
            yield return text.Substring(at, IsPair(text, at) ? 2 : 1);
        }
    }

    /// <summary>The numbers of its characters; what is no whole character counts as it stands.</summary>
    public static IEnumerable<int> Codes(string text)
    {
        for (var at = 0; at < text.Length; at += IsPair(text, at) ? 2 : 1)
        {
            yield return IsPair(text, at) ? char.ConvertToUtf32(text, at) : text[at];
        }
    }

    /// <summary>The character of a number that <see cref="Codes"/> gave.</summary>
    public static string Text(int code) =>
        code > 0xffff ? char.ConvertFromUtf32(code) : ((char)code).ToString();

    private static bool IsPair(string text, int at) =>
        at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);
}
