using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class AlternativeEntryResourceType() : ResourceType("alternative_entry")
{
    public override string Doc => "An alternative of a command (voxpupuli-alternatives).";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        .. Parameters("altlink", "provider"),
        Property("ensure", "present", "absent"),
        .. Properties("altlink_ro", "altname", "priority"),
    ];
}
