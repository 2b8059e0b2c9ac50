using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class HostResourceType() : ResourceType("host")
{
    public override string Doc => "A line of `/etc/hosts`.";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        Property("ip"),
        Property("host_aliases") with
        {
            IsList = true,
        },
        .. Properties("comment", "target"),
    ];
}
