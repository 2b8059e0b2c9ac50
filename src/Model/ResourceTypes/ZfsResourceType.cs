using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class ZfsResourceType() : ResourceType("zfs")
{
    public override string Doc => "A ZFS file system.";

    protected override string ProviderTable => "zfs";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "present", "absent"),
        .. Properties(
            "aclinherit",
            "aclmode",
            "acltype",
            "atime",
            "canmount",
            "checksum",
            "compression",
            "copies",
            "dedup",
            "devices",
            "exec",
            "logbias",
            "mountpoint",
            "nbmand",
            "overlay",
            "primarycache",
            "quota",
            "readonly",
            "recordsize",
            "refquota",
            "refreservation",
            "relatime",
            "reservation",
            "secondarycache",
            "setuid",
            "shareiscsi",
            "sharenfs",
            "sharesmb",
            "snapdir",
            "sync",
            "version",
            "volsize",
            "vscan",
            "xattr",
            "zoned"
        ),
    ];
}
