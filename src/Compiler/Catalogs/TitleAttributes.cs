using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// What a title says about attributes: the namevar, and whether it makes the resource unique.
/// </summary>
internal static class TitleAttributes
{
    /// <summary>
    /// Attributes that the title gives and that differ from it: <c>path</c> of <c>File['/x/']</c>.
    /// </summary>
    public static IEnumerable<(string Name, Value Value)> Of(DeclaredResource resource)
    {
        if (
            resource.NativeType is { } type
            && NameIn(type, resource.Title) is var value
            && value != resource.Title
        )
        {
            yield return (type.Namevar, new StringValue(value));
        }
    }

    /// <summary>The name under which a native resource must be unique; null when it need not be.</summary>
    /// <remarks>
    /// The reference finds packages by command, name and provider, and files by their path.
    /// </remarks>
    public static string? UniqueName(DeclaredResource resource)
    {
        if (resource.NativeType is not { IsIsomorphic: true } type)
        {
            return null;
        }
        var name = resource[type.Namevar] is StringValue given ? given.Text : NameIn(type, resource.Title);
        return type.Name == "package" && name != resource.Title
            ? $"{TextOf(resource, "command")}\0{name}\0{TextOf(resource, "provider")}"
            : name;
    }

    private static string TextOf(DeclaredResource resource, string attribute) =>
        resource[attribute] is { } value and not UndefValue ? value.ToString() : "";

    /// <summary>The namevar's value that a title gives: a path is told without its last slash.</summary>
    private static string NameIn(ResourceType type, string title) =>
        type.Name == "file" && title.Length > 1 ? title.TrimEnd('/') : title;
}
