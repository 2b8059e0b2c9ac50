using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class SelmoduleResourceType() : ResourceType("selmodule")
{
    public override string Doc => "An SELinux policy module.";

    protected override string ProviderTable => "semodule";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        Property("syncversion", "true", "false"),
        .. Parameters("selmoduledir", "selmodulepath"),
    ];
}
