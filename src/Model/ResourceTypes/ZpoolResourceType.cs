using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class ZpoolResourceType() : ResourceType("zpool")
{
    public override string Doc => "A pool of disks for ZFS.";

    protected override string ProviderTable => "zpool";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("pool"),
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        .. Properties("disk", "mirror", "raidz", "spare", "log", "cache", "ashift", "autoexpand", "failmode"),
        Parameter("raid_parity"),
    ];
}
