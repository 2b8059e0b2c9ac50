using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The versions of ZFS pools.</summary>
internal sealed class ZpoolFeatureNumbersFact() : FactResolver("zpool_featurenumbers")
{
    public override Value? Resolve(Host host) => ZfsVersions.Of(host, "zpool").Joined;
}
