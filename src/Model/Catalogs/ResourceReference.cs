namespace Bunraku.Model;

/// <summary><c>Type[title]</c>, the type capitalised by segment: <c>Apache::Vhost</c>.</summary>
public readonly record struct ResourceReference(string Type, string Title)
{
    public override string ToString() => $"{Type}[{Title}]";

    /// <summary>Makes <c>apache::vhost</c> into <c>Apache::Vhost</c>.</summary>
    public static string Capitalize(string type)
    {
        if (IsCapitalized(type))
        {
            return type;
        }
        return string.Create(
            type.Length,
            type,
            static (output, text) =>
            {
                text.CopyTo(output);
                for (var i = 0; i < output.Length; i++)
                {
                    output[i] = StartsSegment(text, i) ? char.ToUpperInvariant(text[i]) : text[i];
                }
            }
        );
    }

    private static bool IsCapitalized(string type)
    {
        for (var i = 0; i < type.Length; i++)
        {
            if (StartsSegment(type, i) && char.IsLower(type[i]))
            {
                return false;
            }
        }
        return true;
    }

    private static bool StartsSegment(string type, int at) =>
        at == 0 || at >= 2 && type[at - 1] == ':' && type[at - 2] == ':';

    /// <summary>
    /// Reads <c>Type[title]</c>; the title may itself have brackets. Null for anything else.
    /// </summary>
    public static ResourceReference? Parse(string text)
    {
        var open = text.IndexOf('[', StringComparison.Ordinal);
        return open > 0 && text.EndsWith(']') ? new(Capitalize(text[..open]), text[(open + 1)..^1]) : null;
    }
}
