using System.Collections.Immutable;
using System.Globalization;

namespace Bunraku.Model;

internal sealed class PostgresqlConnValidatorResourceType() : ResourceType("postgresql_conn_validator")
{
    public override string Doc => "The wait until a PostgreSQL server answers (puppetlabs-postgresql).";

    protected override string ProviderTable => "ruby";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "present", "absent") with
        {
            Default = "present",
        },
        .. Parameters("db_name", "db_username", "db_password", "host", "port", "connect_settings"),
        Parameter("sleep") with
        {
            Default = 2,
            Doc = "Seconds between tries.",
        },
        Parameter("tries") with
        {
            Default = 10,
            Doc = "How often it is tried.",
        },
        Parameter("psql_path") with
        {
            Doc = "The program that asks.",
        },
        Parameter("run_as") with
        {
            Doc = "The account that asks.",
        },
        Parameter("command") with
        {
            Default = "SELECT 1",
            Doc = "What is asked.",
        },
    ];

    protected override Value Munge(ResourceAttribute attribute, Value value) =>
        attribute.Name is not ("port" or "sleep" or "tries") ? value
        : value is IntegerValue ? value
        : long.TryParse(
            value.ToString(),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var n
        )
            ? n
        : throw new AttributeException($"invalid value for Integer(): {Inspect(value)}");
}
