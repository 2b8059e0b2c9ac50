using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class MysqlPluginResourceType() : ResourceType("mysql_plugin")
{
    public override string Doc => "A plugin of a MySQL server (puppetlabs-mysql).";

    protected override string ProviderTable => "mysql";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        Property("soname") with
        {
            Pattern = @"^\w+\.\w+$",
            Doc = "The library; the name and `.so` when not given.",
        },
    ];

    public override IEnumerable<ResourceReference> Autorequires(Resource resource) => [MysqlNames.Settings];

    protected override void Complete(ResourceDraft draft) => WantPresence(draft);
}
