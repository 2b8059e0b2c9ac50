using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Bunraku.Model;

internal sealed partial class UserResourceType() : ResourceType("user")
{
    public override string Doc => "An account.";

    public override string? FeatureFor(string attribute) =>
        attribute switch
        {
            "shell" => "manages_shell",
            "password" => "manages_passwords",
            "password_min_age" or "password_max_age" or "password_warn_days" => "manages_password_age",
            "expiry" => "manages_expiry",
            "roles" => "manages_roles",
            "auths" or "profiles" or "keys" or "project" => "manages_solaris_rbac",
            "attributes" or "ia_load_module" => "manages_aix_lam",
            "salt" or "iterations" => "manages_password_salt",
            "loginclass" => "manages_loginclass",
            _ => null,
        };

    public override string? FeatureFor(string attribute, string value) =>
        (attribute, value) is ("ensure", "role") ? "manages_solaris_rbac" : null;

    protected override string ProviderTable =>
        """
            aix: manages_aix_lam manages_expiry manages_local_users_and_groups manages_password_age
              manages_passwords manages_shell;
            directoryservice: manages_password_salt manages_passwords manages_shell;
            hpuxuseradd: manages_passwords;
            ldap: manages_passwords manages_shell;
            openbsd: manages_expiry manages_loginclass manages_passwords manages_shell;
            pw: manages_expiry manages_passwords manages_shell;
            user_role_add: manages_password_age manages_passwords manages_roles manages_shell
              manages_solaris_rbac;
            useradd: manages_expiry manages_password_age manages_passwords manages_shell;
            windows_adsi: manages_passwords manages_roles
            """;

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
        List("groups"),
        Property("expiry"),
        List("roles"),
        List("auths"),
        List("profiles"),
        List("keys"),
        .. Properties("project", "attributes", "salt", "iterations", "loginclass"),
        Membership("membership"),
        .. Switches("system", "allowdupe", "managehome"),
        Membership("role_membership"),
        Membership("auth_membership"),
        Membership("profile_membership"),
        Membership("key_membership"),
        Parameter("ia_load_module"),
        Membership("attribute_membership"),
        Switch("forcelocal"),
        Boolean("purge_ssh_keys") with
        {
            Pattern = "^(/|~/|%h/)",
        },
    ];

    /// <summary>The primary group by name, the other groups, and the accounts of its roles.</summary>
    public override IEnumerable<ResourceReference> Autorequires(Resource resource)
    {
        if (resource["gid"] is StringValue primary)
        {
            yield return new("Group", primary.Text);
        }
        foreach (var group in Items(resource["groups"]))
        {
            yield return new("Group", group.ToString());
        }
        foreach (var role in Items(resource["roles"]))
        {
            yield return new("User", role.ToString());
        }
    }

    protected override Value Munge(ResourceAttribute attribute, Value value) =>
        attribute.Name switch
        {
            "uid" or "gid" or "iterations" => WholeNumber(value),
            "password" => Password(value),
            "password_min_age" => Days(value, "Password minimum age"),
            "password_max_age" => Days(value, "Password maximum age"),
            "password_warn_days" => Days(value, "Password warning days"),
            "groups" => Group(value),
            "roles" => Listed(value, "Role"),
            "auths" => Listed(value, "Auth"),
            "profiles" => Listed(value, "Profile"),
            "expiry" => value.ToString() == "absent" || Date().IsMatch(value.ToString())
                ? value
                : throw new AttributeException("Expiry dates must be YYYY-MM-DD or the string \"absent\""),
            _ => value,
        };

    protected override void Complete(ResourceDraft draft) => WantPresence(draft);

    private static Value Password(Value value) =>
        value is StringValue text && text.Text.Contains(':')
            ? throw new AttributeException("Passwords cannot include ':'")
            : value;

    private static Value Days(Value value, string what) =>
        WholeNumber(value) is IntegerValue days
            ? days
            : throw new AttributeException($"{what} must be provided as a number.");

    private static Value Group(Value value) =>
        value.ToString() switch
        {
            "" => throw new AttributeException(
                "Group names must not be empty. If you want to specify \"no groups\" pass an empty array"
            ),
            var name when name.All(char.IsAsciiDigit) => throw new AttributeException(
                "Group names must be provided, not GID numbers."
            ),
            var name when name.Contains(',') => throw new AttributeException(
                "Group names must be provided as an array, not a comma-separated list."
            ),
            _ => value,
        };

    private static Value Listed(Value value, string what) =>
        value.ToString() switch
        {
            var name when name.Length > 0 && name.All(char.IsAsciiDigit) => throw new AttributeException(
                $"{what} names must be provided, not numbers"
            ),
            var name when name.Contains(',') => throw new AttributeException(
                $"{what} names must be provided as an array, not a comma-separated list"
            ),
            _ => value,
        };

    private static ImmutableArray<Value> Items(Value? value) => value is ArrayValue array ? array.Items : [];

    private static ResourceAttribute List(string name) => Property(name) with { IsList = true };

    private static ResourceAttribute Membership(string name) =>
        Parameter(name, "inclusive", "minimum") with
        {
            Default = "minimum",
        };

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}$", RegexOptions.ECMAScript)]
    private static partial Regex Date();
}
