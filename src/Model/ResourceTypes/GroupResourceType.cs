using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class GroupResourceType() : ResourceType("group")
{
    public override string Doc => "A group of accounts.";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        Property("gid"),
        Property("members") with
        {
            IsList = true,
        },
        Property("attributes"),
        .. Switches("auth_membership", "allowdupe"),
        Parameter("ia_load_module"),
        Parameter("attribute_membership", "inclusive", "minimum"),
        .. Switches("system", "forcelocal"),
    ];
}
