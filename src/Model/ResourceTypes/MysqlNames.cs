using System.Text.RegularExpressions;

namespace Bunraku.Model;

/// <summary>Names of accounts as MySQL spells them: <c>user@host</c>, the user in quotes or not.</summary>
internal static partial class MysqlNames
{
    /// <summary>The file with what root needs to speak to the server.</summary>
    public static ResourceReference Settings => new("File", FilePath.Join("/root", ".my.cnf"));

    /// <summary>The name with its host in small letters.</summary>
    public static string Account(string name)
    {
        if (!Quoted().IsMatch(name) && !Plain().IsMatch(name) && !Special().IsMatch(name))
        {
            throw new AttributeException($"Invalid database user {name}.");
        }
        var at = name.LastIndexOf('@');
        return name[..at] + name[at..].ToLowerInvariant();
    }

    [GeneratedRegex("""^(['`"])((?:(?!\1).)*)\1@([\w%.:\-/]+)$""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^([0-9a-zA-Z$_]*)@([\w%.:\-/]+)$")]
    private static partial Regex Plain();

    [GeneratedRegex("""^((?!['`"]).*[^0-9a-zA-Z$_].*)@(.+)$""")]
    private static partial Regex Special();
}
