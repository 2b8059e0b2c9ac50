using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>Matching a regular expression of the language, and the groups it found.</summary>
internal static class RegexpMatch
{
    /// <summary>What is wrong with a regular expression, or null.</summary>
    public static string? Problem(RegexpValue regexp)
    {
        try
        {
            RubyRegex.Of(regexp.Pattern);
            return null;
        }
        catch (DataTypeException misuse)
        {
            return misuse.Message;
        }
    }

    /// <summary>
    /// The whole match and its groups, undef for groups that took no part; null without a match.
    /// </summary>
    public static Value[]? Groups(RegexpValue regexp, string text)
    {
        var match = RubyRegex.Of(regexp.Pattern).Regex.Match(text);
        if (!match.Success)
        {
            return null;
        }
        var groups = new Value[match.Groups.Count];
        for (var i = 0; i < groups.Length; i++)
        {
            groups[i] = match.Groups[i].Success
                ? new StringValue(match.Groups[i].Value)
                : UndefValue.Instance;
        }
        return groups;
    }
}
