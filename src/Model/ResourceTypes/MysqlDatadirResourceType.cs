using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class MysqlDatadirResourceType() : ResourceType("mysql_datadir")
{
    public override string Doc => "The data directory of a MySQL server (puppetlabs-mysql).";

    protected override string ProviderTable => "mysql";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("datadir"),
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        Parameter("basedir") with
        {
            Pattern = "^/",
            Doc = "Where the server is installed.",
        },
        Parameter("user") with
        {
            Doc = "The account that the server runs as; `mysql` when not given.",
        },
        Parameter("defaults_extra_file") with
        {
            Pattern = @"^/.*\.cnf$",
            Doc = "A file of settings that is read as well.",
        },
        Parameter("insecure") with
        {
            Doc = "Whether root has no password at first; so it is when not given.",
        },
        Parameter("log_error") with
        {
            Pattern = "^/",
            Doc = "Where the server writes what goes wrong.",
        },
    ];

    public override IEnumerable<ResourceReference> Autorequires(Resource resource) =>
        [new("Package", "mysql-server")];
}
