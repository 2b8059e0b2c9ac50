using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>The newest version of ZFS pools; 5000 where features have names.</summary>
internal sealed class ZpoolVersionFact() : FactResolver("zpool_version")
{
    public override Value? Resolve(Host host)
    {
        var versions = ZfsVersions.Of(host, "zpool");
        return versions.Numbers.LastOrDefault() is { } last
            ? new StringValue(versions.Flags.Count > 0 ? "5000" : last)
            : null;
    }
}
