using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class AnchorResourceType() : ResourceType("anchor")
{
    public override string Doc => "A point that other resources are ordered against (puppetlabs-stdlib).";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } = [NameParameter("name")];
}
