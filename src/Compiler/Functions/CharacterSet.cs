using System.Text;

namespace Bunraku.Compiler;

/// <summary>Characters as Ruby's <c>count</c> takes them: <c>a-z</c>, or all but <c>^a-z</c>.</summary>
internal static class CharacterSet
{
    public static bool Contains(string set, char c)
    {
        var isNegated = set.Length > 1 && set[0] == '^';
        return Listed(isNegated ? set[1..] : set).Contains(c) != isNegated;
    }

    private static string Listed(string set)
    {
        var characters = new StringBuilder();
        for (var i = 0; i < set.Length; i++)
        {
            if (i + 2 < set.Length && set[i + 1] == '-' && set[i] <= set[i + 2])
            {
                for (var c = set[i]; c <= set[i + 2]; c++)
                {
                    characters.Append(c);
                }
                i += 2;
            }
            else
            {
                characters.Append(set[i]);
            }
        }
        return characters.ToString();
    }
}
