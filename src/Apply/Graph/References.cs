using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>
/// Reads the references in metaparameters: <c>File[/x]</c>, <c>Class['a']</c>, lists of them.
/// </summary>
internal static class References
{
    public static IEnumerable<ResourceReference> In(Value? value) =>
        Texts(value).SelectMany(text => Parse(text));

    /// <summary>The texts of a value, lists opened however deep.</summary>
    public static IEnumerable<string> Texts(Value? value) =>
        value switch
        {
            null or UndefValue => [],
            ArrayValue array => array.Items.SelectMany(Texts),
            _ => [value.ToString()],
        };

    /// <summary>
    /// A data type prints its title in quotes and may name several: <c>File['/a', '/b']</c>.
    /// </summary>
    private static IEnumerable<ResourceReference> Parse(string text)
    {
        var open = text.IndexOf('[', StringComparison.Ordinal);
        if (open <= 0 || !text.EndsWith(']'))
        {
            yield break;
        }
        var type = ResourceReference.Capitalize(text[..open].ToLowerInvariant());
        var titles = text[(open + 1)..^1];
        if (titles.Length < 2 || titles[0] != '\'' || titles[^1] != '\'')
        {
            yield return Reference(type, titles);
            yield break;
        }
        foreach (var title in titles[1..^1].Split("', '"))
        {
            yield return Reference(type, title.Replace("\\'", "'").Replace("\\\\", "\\"));
        }
    }

    private static ResourceReference Reference(string type, string title) =>
        type switch
        {
            // A class is titled in capitals, whatever the manifest says.
            "Class" => new(type, ResourceReference.Capitalize(title.TrimStart(':').ToLowerInvariant())),
            "File" when FilePath.IsAbsolute(title) => new(type, FilePath.Normalize(title)),
            _ => new(type, title),
        };
}
