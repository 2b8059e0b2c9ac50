using Bunraku.Model;

namespace Bunraku.Apply;

/// <summary>Whether the kernel allows approved cryptography only.</summary>
internal sealed class FipsFact() : FactResolver("fips_enabled")
{
    public override Value Resolve(Host host) => host.Try("/proc/sys/crypto/fips_enabled")?.Trim() == "1";
}
