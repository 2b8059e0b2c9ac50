using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class ConcatFragmentResourceType() : ResourceType("concat_fragment")
{
    public override string Doc => "A part of a file that is put together (puppetlabs-concat).";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [NameParameter("name"), .. Parameters("target", "content", "source", "order")];
}
