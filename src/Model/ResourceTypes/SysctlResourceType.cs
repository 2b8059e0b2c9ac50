using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class SysctlResourceType() : ResourceType("sysctl")
{
    public override string Doc => "A kernel parameter (duritong-sysctl).";

    protected override string ProviderTable => "parsed";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        Property("val") with
        {
            Doc = "What it is set to.",
        },
        Property("target") with
        {
            Doc = "The file, when it is not `/etc/sysctl.conf`.",
        },
    ];

    protected override void Complete(ResourceDraft draft) => WantPresence(draft);
}
