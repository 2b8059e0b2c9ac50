using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class IsIpAddress() : TestFunction("is_ip_address", "Stdlib::Compat::Ip_address")
{
    public override string Doc =>
        """
            Whether a string is an IP address.

                is_ip_address('::1') # => true
                is_ip_address('10.0.0.256') # => false
            """;

    protected override bool Holds(Value value) => IpRange.Read(RubyText.Of(value)) is not null;
}
