using System.Collections.Immutable;

namespace Bunraku.Model;

public enum AttributeKind
{
    /// <summary>Says how to manage the resource; never compared with the host.</summary>
    Parameter,

    /// <summary>A state of the host that is observed, compared and enforced.</summary>
    Property,

    /// <summary>Understood for every resource type by the engine.</summary>
    Metaparameter,
}

/// <summary>An attribute of a resource type.</summary>
/// <param name="Doc">One or two sentences of Markdown.</param>
public sealed record ResourceAttribute(string Name, AttributeKind Kind, string Doc = "")
{
    public bool IsNamevar { get; init; }

    /// <summary>The literal values it takes; empty when any (or when <see cref="Pattern"/> tells).</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>Other spellings of literal values: <c>installed</c> for <c>present</c>.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Aliases { get; init; } = [];

    /// <summary>A regular expression for the other values it takes, or null.</summary>
    public string? Pattern { get; init; }

    /// <summary>Whether an array is compared as a whole (<c>array_matching => all</c>).</summary>
    public bool IsList { get; init; }

    /// <summary>A property of which only the first value counts, however many the manifest gives.</summary>
    public bool IsSingle { get; init; }

    /// <summary>The value used when the manifest sets none, or null.</summary>
    public Value? Default { get; init; }

    /// <summary>The literal value that a text spells, itself or by an alias; null when it is none.</summary>
    public string? FindLiteral(string text)
    {
        foreach (var literal in Values)
        {
            if (literal == text)
            {
                return literal;
            }
        }
        foreach (var (alias, literal) in Aliases)
        {
            if (alias == text)
            {
                return literal;
            }
        }
        return null;
    }
}
