using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>A point in the order and nothing else (puppetlabs-stdlib).</summary>
internal sealed class AnchorResourceType() : ResourceType("anchor")
{
    public override string Doc => "A point that other resources are ordered against.";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [new("name", AttributeKind.Parameter, "The name of the anchor.") { IsNamevar = true }];
}
