using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class MysqlDatabaseResourceType() : ResourceType("mysql_database")
{
    public override string Doc => "A database of a MySQL server (puppetlabs-mysql).";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        Property("charset") with
        {
            Pattern = @"^\S+$",
        },
        Property("collate") with
        {
            Pattern = @"^\S+$",
        },
    ];
}
