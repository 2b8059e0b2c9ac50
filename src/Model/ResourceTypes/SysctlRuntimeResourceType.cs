using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class SysctlRuntimeResourceType() : ResourceType("sysctl_runtime")
{
    public override string Doc => "A kernel parameter of the running system (duritong-sysctl).";

    protected override string ProviderTable => "sysctl_runtime";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [NameParameter("name"), Parameter("provider"), Property("val")];
}
