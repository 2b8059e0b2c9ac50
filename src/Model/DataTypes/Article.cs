namespace Bunraku.Model;

/// <summary>“a” or “an”, chosen as the reference chooses: by the first letter, quotes skipped.</summary>
public static class Article
{
    public static string With(string noun) => $"{For(noun)} {noun}";

    public static string Capitalized(string noun) => $"{(For(noun) == "a" ? "A" : "An")} {noun}";

    private static string For(string noun)
    {
        var first =
            noun.Length > 1 && noun[0] is '"' or '\'' ? noun[1]
            : noun.Length > 0 ? noun[0]
            : 'x';
        return "aeiouyAEIOUY".Contains(first, StringComparison.Ordinal) ? "an" : "a";
    }
}
