using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class WhitResourceType() : ResourceType("whit")
{
    public override string Doc => "A point in the order that does nothing.";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } = [NameParameter("name")];
}
