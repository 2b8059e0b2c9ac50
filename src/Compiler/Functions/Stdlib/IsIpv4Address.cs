using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class IsIpv4Address() : TestFunction("is_ipv4_address", "Stdlib::Compat::Ipv4")
{
    public override string Doc =>
        """
            Whether a string is an IPv4 address.

                is_ipv4_address('10.0.0.1') # => true
            """;

    protected override bool Holds(Value value) => IpRange.Read(RubyText.Of(value)) is { IsV6: false };
}
