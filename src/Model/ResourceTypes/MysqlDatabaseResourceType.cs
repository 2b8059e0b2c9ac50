using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class MysqlDatabaseResourceType() : ResourceType("mysql_database")
{
    public override string Doc => "A database of a MySQL server (puppetlabs-mysql).";

    protected override string ProviderTable => "mysql";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        Property("charset") with
        {
            Pattern = @"^\S+$",
            Doc = "The characters of its texts; `utf8` when not given.",
        },
        Property("collate") with
        {
            Pattern = @"^\S+$",
            Doc = "How its texts are compared; `utf8_general_ci` when not given.",
        },
    ];

    public override IEnumerable<ResourceReference> Autorequires(Resource resource) =>
        [MysqlNames.Settings, new("Class", "Mysql::Server")];

    protected override void Complete(ResourceDraft draft)
    {
        // What is set by default asks for nothing.
        WantPresence(draft);
        draft["charset"] ??= "utf8";
        draft["collate"] ??= "utf8_general_ci";
    }
}
