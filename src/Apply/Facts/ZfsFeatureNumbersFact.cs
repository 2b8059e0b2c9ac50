using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The versions of ZFS file systems.</summary>
internal sealed class ZfsFeatureNumbersFact() : FactResolver("zfs_featurenumbers")
{
    public override Value? Resolve(Host host) => ZfsVersions.Of(host, "zfs").Joined;
}
