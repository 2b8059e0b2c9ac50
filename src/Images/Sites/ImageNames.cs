namespace Bunraku.Images;

/// <summary>Repository names as the distribution specification allows them, with an optional tag.</summary>
internal static class ImageNames
{
    private const int LongestTag = 128;

    public static bool IsValid(string name)
    {
        var colon = name.LastIndexOf(':');
        var path = colon < 0 ? name : name[..colon];
        return (colon < 0 || IsTag(name[(colon + 1)..])) && path.Split('/').All(IsComponent);
    }

    private static bool IsTag(string tag) =>
        tag.Length is > 0 and <= LongestTag
        && tag.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-')
        && tag[0] is not ('.' or '-');

    private static bool IsComponent(string component) =>
        component.Length > 0
        && component.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '.' or '-')
        && char.IsAsciiLetterOrDigit(component[0])
        && char.IsAsciiLetterOrDigit(component[^1]);
}
