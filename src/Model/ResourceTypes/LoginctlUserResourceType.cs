using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class LoginctlUserResourceType() : ResourceType("loginctl_user")
{
    public override string Doc => "Whether an account's services run without a log-in (puppet-systemd).";

    protected override string ProviderTable => "ruby";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("linger", "enabled", "disabled") with
        {
            Default = "disabled",
            Doc = "Whether they do.",
        },
    ];

    public override IEnumerable<ResourceReference> Autorequires(Resource resource) =>
        [new("User", resource.Text("name") ?? resource.Title)];
}
