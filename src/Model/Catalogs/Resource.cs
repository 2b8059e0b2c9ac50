using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>A resource of a catalog: final, every parameter evaluated.</summary>
public sealed record Resource(ResourceReference Reference)
{
    public string Type => Reference.Type;

    public string Title => Reference.Title;

    /// <summary>
    /// Attributes in the order they were set, metaparameters included; undef ones are left out.
    /// </summary>
    public ImmutableArray<KeyValuePair<string, Value>> Parameters { get; init; } = [];

    /// <summary>In the order in which they were added.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>
    /// Path of the manifest that declared it, as the environment names it; null for built-in resources.
    /// </summary>
    public string? File { get; init; }

    /// <summary>From 1; 0 when unknown.</summary>
    public int Line { get; init; }

    public bool IsExported { get; init; }

    public bool IsVirtual { get; init; }

    /// <summary>
    /// <c>class</c>, <c>resource</c>, <c>compilable_type</c> or <c>unknown</c>: the catalog's <c>kind</c>.
    /// </summary>
    public string Kind { get; init; } = "compilable_type";

    public ImmutableArray<string> SensitiveParameters { get; init; } = [];

    /// <summary>The value of an attribute, or null when it is not set.</summary>
    public Value? this[string name]
    {
        get
        {
            foreach (var (key, value) in Parameters)
            {
                if (key == name)
                {
                    return value;
                }
            }
            return null;
        }
    }

    /// <summary>The text of an attribute, a secret opened; null when it is not set.</summary>
    public string? Text(string name) =>
        this[name] switch
        {
            null => null,
            SensitiveValue secret => secret.Inner.ToString(),
            var value => value.ToString(),
        };
}
