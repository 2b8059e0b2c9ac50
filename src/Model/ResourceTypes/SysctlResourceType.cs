using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class SysctlResourceType() : ResourceType("sysctl")
{
    public override string Doc => "A kernel parameter (duritong-sysctl).";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        .. Properties("val", "target"),
    ];
}
