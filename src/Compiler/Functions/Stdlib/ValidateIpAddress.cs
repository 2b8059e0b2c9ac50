using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ValidateIpAddress()
    : TextCheckFunction("validate_ip_address", "a valid IP address.", "Stdlib::Compat::Ip_Address")
{
    public override string Doc =>
        """
            Fails unless all arguments are IP addresses.

                validate_ip_address('10.0.0.1', '::1') # => undef
            """;

    protected override bool Holds(Value value) => IpRange.Read(RubyText.Of(value)) is not null;
}
