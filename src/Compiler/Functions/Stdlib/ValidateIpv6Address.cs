using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ValidateIpv6Address()
    : TextCheckFunction("validate_ipv6_address", "a valid IPv6 address.", "Stdlib::Compat::Ipv6_address")
{
    public override string Doc =>
        """
            Fails unless all arguments are IPv6 addresses.

                validate_ipv6_address('::1') # => undef
            """;

    protected override bool Holds(Value value) => IpRange.Read(RubyText.Of(value)) is { IsV6: true };
}
