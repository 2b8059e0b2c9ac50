using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class PostgresqlConnValidatorResourceType() : ResourceType("postgresql_conn_validator")
{
    public override string Doc => "The wait until a PostgreSQL server answers (puppetlabs-postgresql).";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        .. Parameters(
            "db_name",
            "db_username",
            "db_password",
            "host",
            "port",
            "connect_settings",
            "sleep",
            "tries",
            "psql_path",
            "run_as",
            "command"
        ),
    ];
}
