namespace Bunraku.Text;

/// <summary>“Did you mean”: the nearest of the known names, if it is near enough.</summary>
public static class Suggestion
{
    public static string? Nearest(string wanted, IEnumerable<string> known)
    {
        var limit = Math.Max(1, wanted.Length / 3);
        var best = known
            .Select(name => (Name: name, Distance: Distance(wanted, name)))
            .Where(pair => pair.Distance <= limit)
            .OrderBy(pair => pair.Distance)
            .ThenBy(pair => pair.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Name;
    }

    /// <summary>“did you mean `x`?” or null.</summary>
    public static string? Help(string wanted, IEnumerable<string> known, string sigil = "") =>
        Nearest(wanted, known) is { } name ? $"did you mean `{sigil}{name}`?" : null;

    /// <summary>
    /// Optimal string alignment distance: insert, delete, replace and swap of neighbours cost one.
    /// </summary>
    private static int Distance(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[i, j] = i + j;
                    continue;
                }
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                table[i, j] = Math.Min(
                    Math.Min(table[i - 1, j], table[i, j - 1]) + 1,
                    table[i - 1, j - 1] + cost
                );
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }
        return table[a.Length, b.Length];
    }
}
