using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>An attribute while its declaration is read.</summary>
internal sealed class RubyAttributeDraft(string name, AttributeKind kind) : RubyModule("Puppet::Parameter")
{
    public string Name { get; } = name;

    public AttributeKind Kind { get; } = kind;

    public bool IsNamevar { get; set; }
}
