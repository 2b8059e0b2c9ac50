namespace Bunraku.Modules;

/// <summary>
/// A module's name: <c>apache</c>, or with the account it is published under <c>puppetlabs-apache</c>.
/// </summary>
public sealed record ModuleName(string? Owner, string Name)
{
    /// <summary>The name as the Forge's addresses have it.</summary>
    public string Slug => Owner is null ? Name : $"{Owner}-{Name}";

    /// <summary>
    /// Reads <c>owner/name</c>, <c>owner-name</c> or <c>name</c>; null when it is none of them.
    /// </summary>
    public static ModuleName? Parse(string text)
    {
        var separator = text.IndexOfAny(['/', '-']);
        var owner = separator < 0 ? null : text[..separator];
        var name = text[(separator + 1)..];
        return IsName(name) && (owner is null || owner.Length > 0 && owner.All(char.IsAsciiLetterOrDigit))
            ? new ModuleName(owner, name)
            : null;
    }

    public override string ToString() => Slug;

    private static bool IsName(string name) =>
        name.Length > 0
        && char.IsAsciiLetterLower(name[0])
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
}
