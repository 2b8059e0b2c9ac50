using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>A shape of titles, and what its groups say about attributes.</summary>
public sealed record TitlePattern(RubyRegex Regex, ImmutableArray<TitlePart> Parts)
{
    /// <summary>Whether a title is plainly all of the only group, so that nothing need be matched.</summary>
    public Func<string, bool> IsWhole { get; init; } = static _ => false;

    /// <summary>What a title says about attributes, in order; null when it has another shape.</summary>
    public ImmutableArray<KeyValuePair<string, Value>>? Match(string title)
    {
        if (IsWhole(title))
        {
            return [new(Parts[0].Attribute, Parts[0].Read(title))];
        }
        var match = Regex.Regex.Match(title);
        if (!match.Success)
        {
            return null;
        }
        var said = ImmutableArray.CreateBuilder<KeyValuePair<string, Value>>(Parts.Length);
        for (var i = 0; i < Parts.Length; i++)
        {
            var group = match.Groups[i + 1];
            said.Add(new(Parts[i].Attribute, Parts[i].Read(group.Success ? group.Value : null)));
        }
        return said.MoveToImmutable();
    }
}

/// <summary>
/// The attribute that a group of a title gives, and how it is read from the group, which may match nothing.
/// </summary>
public sealed record TitlePart(string Attribute, Func<string?, Value> Read)
{
    public TitlePart(string attribute)
        : this(attribute, text => text is null ? UndefValue.Instance : new StringValue(text)) { }
}
