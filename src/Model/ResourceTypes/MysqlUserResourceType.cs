using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class MysqlUserResourceType() : ResourceType("mysql_user")
{
    public override string Doc => "An account of a MySQL server (puppetlabs-mysql).";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        Property("password_hash") with
        {
            Pattern = @"\w*",
        },
        Property("plugin") with
        {
            Pattern = @"\w+",
        },
        Property("max_user_connections") with
        {
            Pattern = @"\d+",
        },
        Property("max_connections_per_hour") with
        {
            Pattern = @"\d+",
        },
        Property("max_queries_per_hour") with
        {
            Pattern = @"\d+",
        },
        Property("max_updates_per_hour") with
        {
            Pattern = @"\d+",
        },
        Property("tls_options") with
        {
            IsList = true,
        },
    ];
}
