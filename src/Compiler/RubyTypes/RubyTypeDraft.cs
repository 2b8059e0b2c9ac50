using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>A resource type while its declaration is read.</summary>
internal sealed class RubyTypeDraft(string name) : RubyModule("Puppet::Type")
{
    public string Name { get; } = name;

    public List<RubyAttributeDraft> Attributes { get; } = [];

    public bool IsIsomorphic { get; set; } = true;

    /// <summary>Title patterns that were given as data, not as a method.</summary>
    public object? TitlePatterns { get; set; }

    public RubyAttributeDraft Add(string name, AttributeKind kind)
    {
        var known = Attributes.Find(attribute => attribute.Name == name && attribute.Kind == kind);
        if (known is null)
        {
            Attributes.Add(known = new RubyAttributeDraft(name, kind));
        }
        return known;
    }
}
