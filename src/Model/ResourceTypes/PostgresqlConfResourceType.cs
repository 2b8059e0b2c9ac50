using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class PostgresqlConfResourceType() : ResourceType("postgresql_conf")
{
    public override string Doc => "A setting of `postgresql.conf` (puppetlabs-postgresql).";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        .. Properties("value", "target"),
    ];
}
