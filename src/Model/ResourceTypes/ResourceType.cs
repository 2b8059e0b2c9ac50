using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>
/// A native resource type: its attributes, and what a title or a value means. It knows nothing of how a host
/// is changed; that is a provider's.
/// </summary>
public abstract class ResourceType(string name)
{
    /// <summary>Lower case: <c>file</c>.</summary>
    public string Name { get; } = name;

    public virtual string Doc => "";

    public abstract ImmutableArray<ResourceAttribute> Attributes { get; }

    public string Namevar => Attributes.FirstOrDefault(attribute => attribute.IsNamevar)?.Name ?? "name";

    /// <summary>Whether two resources with the same namevar are the same thing (not so for <c>exec</c>).</summary>
    public virtual bool IsIsomorphic => true;

    /// <summary>
    /// Brings the attributes to their canonical form (paths without a trailing slash, modes in four digits …),
    /// fills defaults, and says what is wrong with them in the reference's words.
    /// </summary>
    public virtual ResourceNormalization Normalize(Resource resource) => new(resource, []);

    /// <summary>The resources this one waits for when they are in the catalog.</summary>
    public virtual IEnumerable<ResourceReference> Autorequires(Resource resource) => [];

    public ResourceAttribute? Find(string attribute) => Attributes.FirstOrDefault(a => a.Name == attribute);
}

/// <summary>The canonical resource and, for each bad attribute, a sentence.</summary>
public sealed record ResourceNormalization(Resource Resource, ImmutableArray<string> Problems);
