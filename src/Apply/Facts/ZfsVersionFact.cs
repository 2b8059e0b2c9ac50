using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The newest version of ZFS file systems.</summary>
internal sealed class ZfsVersionFact() : FactResolver("zfs_version")
{
    public override Value? Resolve(Host host) =>
        ZfsVersions.Of(host, "zfs").Numbers.LastOrDefault() is { } version ? new StringValue(version) : null;
}
