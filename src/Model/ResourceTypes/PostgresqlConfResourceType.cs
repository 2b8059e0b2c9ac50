using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class PostgresqlConfResourceType() : ResourceType("postgresql_conf")
{
    public override string Doc => "A setting of `postgresql.conf` (puppetlabs-postgresql).";

    protected override string ProviderTable => "parsed";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name") with
        {
            Pattern = @"^[\w\.]+$",
        },
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        Property("value") with
        {
            Doc = "What it is set to.",
        },
        Property("comment") with
        {
            Doc = "What stands behind it.",
        },
        Property("target") with
        {
            Doc = "The file.",
        },
        Parameter("key") with
        {
            Pattern = @"^[\w\.]+$",
            Doc = "The setting, when it is not the name.",
        },
    ];

    protected override void Complete(ResourceDraft draft)
    {
        WantPresence(draft);
        draft["target"] ??= "/etc/postgresql.conf";
    }
}
