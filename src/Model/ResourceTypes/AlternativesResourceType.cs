using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class AlternativesResourceType() : ResourceType("alternatives")
{
    public override string Doc => "The choice among alternatives of a command (voxpupuli-alternatives).";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [NameParameter("name"), Parameter("provider"), Property("path"), Property("mode", "auto", "manual")];
}
