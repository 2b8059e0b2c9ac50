using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class MysqlDatadirResourceType() : ResourceType("mysql_datadir")
{
    public override string Doc => "The data directory of a MySQL server (puppetlabs-mysql).";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("datadir"),
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        Parameter("basedir") with
        {
            Pattern = "^/",
        },
        Parameter("user"),
        Parameter("defaults_extra_file") with
        {
            Pattern = @"^/.*\.cnf$",
        },
        Parameter("insecure"),
        Parameter("log_error") with
        {
            Pattern = "^/",
        },
    ];
}
