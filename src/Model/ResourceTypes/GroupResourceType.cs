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
        Parameter("attribute_membership", "inclusive", "minimum") with
        {
            Default = "minimum",
        },
        .. Switches("system", "forcelocal"),
    ];

    protected override Value Munge(ResourceAttribute attribute, Value value) =>
        attribute.Name != "gid" ? value
        : WholeNumber(value) is IntegerValue gid ? gid
        : throw new AttributeException($"Invalid GID {value}");

    protected override void Complete(ResourceDraft draft) => WantPresence(draft);
}
