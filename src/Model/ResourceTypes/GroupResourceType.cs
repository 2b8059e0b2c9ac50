using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class GroupResourceType() : ResourceType("group")
{
    public override string Doc => "A group of accounts.";

    /// <summary>Members are managed by every provider here.</summary>
    public override string? FeatureFor(string attribute) =>
        attribute switch
        {
            "attributes" or "ia_load_module" => "manages_aix_lam",
            _ => null,
        };

    protected override string ProviderTable =>
        """
            aix: manages_aix_lam manages_local_users_and_groups manages_members;
            directoryservice: manages_members;
            groupadd; ldap;
            pw: manages_members;
            windows_adsi: manages_members
            """;

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
