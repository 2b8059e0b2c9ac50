using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class UserResourceType() : ResourceType("user")
{
    public override string Doc => "An account.";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "present", "absent", "role"),
        .. Properties(
            "home",
            "uid",
            "gid",
            "comment",
            "shell",
            "password",
            "password_min_age",
            "password_max_age",
            "password_warn_days"
        ),
        Property("groups") with
        {
            IsList = true,
        },
        Property("expiry", "absent") with
        {
            Pattern = @"^\d{4}-\d{2}-\d{2}$",
        },
        Property("roles") with
        {
            IsList = true,
        },
        Property("auths") with
        {
            IsList = true,
        },
        Property("profiles") with
        {
            IsList = true,
        },
        Property("keys") with
        {
            IsList = true,
        },
        .. Properties("project", "attributes", "salt", "iterations", "loginclass"),
        Parameter("membership", "inclusive", "minimum"),
        .. Switches("system", "allowdupe", "managehome"),
        Parameter("role_membership", "inclusive", "minimum"),
        Parameter("auth_membership", "inclusive", "minimum"),
        Parameter("profile_membership", "inclusive", "minimum"),
        Parameter("key_membership", "inclusive", "minimum"),
        Parameter("ia_load_module"),
        Parameter("attribute_membership", "inclusive", "minimum"),
        Switch("forcelocal"),
        Boolean("purge_ssh_keys"),
    ];
}
