using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class SelbooleanResourceType() : ResourceType("selboolean")
{
    public override string Doc => "An SELinux boolean.";

    protected override string ProviderTable => "getsetsebool";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("value", "on", "off", "true", "false"),
        Boolean("persistent"),
    ];
}
