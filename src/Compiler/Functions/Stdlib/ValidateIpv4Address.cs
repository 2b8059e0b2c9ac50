using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ValidateIpv4Address()
    : TextCheckFunction("validate_ipv4_address", "a valid IPv4 address.", "Stdlib::Compat::Ipv4_Address")
{
    public override string Doc =>
        """
            Fails unless all arguments are IPv4 addresses.

                validate_ipv4_address('10.0.0.1') # => undef
            """;

    protected override bool Holds(Value value) => IpRange.Read(RubyText.Of(value)) is { IsV6: false };
}
