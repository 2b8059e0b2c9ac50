using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The features of ZFS pools that have names.</summary>
internal sealed class ZpoolFeatureFlagsFact() : FactResolver("zpool_featureflags")
{
    public override Value? Resolve(Host host)
    {
        var versions = ZfsVersions.Of(host, "zpool");
        return versions.Joined is null ? null : new StringValue(string.Join(',', versions.Flags));
    }
}
