using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class PostgresqlReplicationSlotResourceType() : ResourceType("postgresql_replication_slot")
{
    public override string Doc => "A replication slot of a PostgreSQL server (puppetlabs-postgresql).";

    protected override string ProviderTable => "ruby";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name") with
        {
            Pattern = "^[a-z0-9_]+$",
        },
        Parameter("provider"),
        Property("ensure", "present", "absent"),
    ];
}
