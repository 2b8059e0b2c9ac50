using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class MysqlGrantResourceType() : ResourceType("mysql_grant")
{
    public override string Doc => "Rights of an account of a MySQL server (puppetlabs-mysql).";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        Property("privileges") with
        {
            IsList = true,
        },
        Property("table") with
        {
            Pattern = @".*\..*|^[0-9a-zA-Z$_]*@[\w%\.:\-/]*$",
        },
        Property("user"),
        Property("options") with
        {
            IsList = true,
        },
    ];
}
