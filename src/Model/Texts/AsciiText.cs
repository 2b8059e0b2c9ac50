namespace Bunraku.Model;

/// <summary>
/// Texts compared without regard to the case of ASCII letters, as Ruby's <c>casecmp</c> does.
/// </summary>
public static class AsciiText
{
    public static int Compare(string a, string b)
    {
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            var order = Fold(a[i]) - Fold(b[i]);
            if (order != 0)
            {
                return order;
            }
        }
        return a.Length - b.Length;
    }

    private static char Fold(char c) => char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;
}
