using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class StageResourceType() : ResourceType("stage")
{
    public override string Doc => "A run stage: classes are assigned to it with the metaparameter `stage`.";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } = [NameParameter("name")];
}
