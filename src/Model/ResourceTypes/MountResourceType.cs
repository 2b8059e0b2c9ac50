using System.Collections.Immutable;

namespace Bunraku.Model;

internal sealed class MountResourceType() : ResourceType("mount")
{
    public override string Doc => "A mounted file system and its line in `/etc/fstab`.";

    public override ImmutableArray<ResourceAttribute> Attributes { get; } =
    [
        NameParameter("name"),
        Parameter("provider"),
        Property("ensure", "defined|present", "unmounted", "absent", "mounted"),
        .. Properties("device", "blockdevice", "fstype", "options", "pass", "atboot"),
        Property("dump") with
        {
            Pattern = "(0|1)",
        },
        Property("target"),
        Boolean("remounts"),
    ];
}
