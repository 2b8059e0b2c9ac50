namespace Bunraku.Model;

/// <summary><c>Type[title]</c>, the type capitalised by segment: <c>Apache::Vhost</c>.</summary>
public readonly record struct ResourceReference(string Type, string Title)
{
    public override string ToString() => $"{Type}[{Title}]";

    /// <summary>Makes <c>apache::vhost</c> into <c>Apache::Vhost</c>.</summary>
    public static string Capitalize(string type) =>
        string.Join(
            "::",
            type.Split("::")
                .Select(part => part.Length == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..])
        );

    /// <summary>
    /// Reads <c>Type[title]</c>; the title may itself have brackets. Null for anything else.
    /// </summary>
    public static ResourceReference? Parse(string text)
    {
        var open = text.IndexOf('[', StringComparison.Ordinal);
        return open > 0 && text.EndsWith(']') ? new(Capitalize(text[..open]), text[(open + 1)..^1]) : null;
    }
}
