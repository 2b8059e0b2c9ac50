using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class IsIpv6Address() : TestFunction("is_ipv6_address", "Stdlib::Compat::Ipv6")
{
    public override string Doc =>
        """
            Whether a string is an IPv6 address.

                is_ipv6_address('fe80::1') # => true
            """;

    protected override string Key => "is_ipv4_address";

    protected override bool Holds(Value value) => IpRange.Read(RubyText.Of(value)) is { IsV6: true };
}
