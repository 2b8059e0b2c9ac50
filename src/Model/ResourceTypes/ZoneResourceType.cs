using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class ZoneResourceType() : ResourceType("zone")
{
    public override string Doc => "A Solaris zone.";

    protected override string ProviderTable => "solaris";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "absent", "configured", "installed", "running"),
        .. Properties("ip", "iptype", "autoboot", "path", "pool", "shares", "dataset", "inherit"),
        .. Parameters("id", "clone", "create_args", "install_args", "realhostname", "sysidcfg"),
    ];
}
