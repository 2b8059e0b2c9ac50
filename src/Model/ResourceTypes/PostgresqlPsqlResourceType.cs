using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class PostgresqlPsqlResourceType() : ResourceType("postgresql_psql")
{
    public override string Doc => "A statement sent to a PostgreSQL server (puppetlabs-postgresql).";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("command"),
        .. Parameters(
            "unless",
            "onlyif",
            "connect_settings",
            "db",
            "port",
            "search_path",
            "psql_path",
            "psql_user",
            "psql_group",
            "cwd",
            "environment"
        ),
        Boolean("refreshonly"),
    ];
}
