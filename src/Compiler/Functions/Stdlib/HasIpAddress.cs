using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class HasIpAddress() : LegacyFunction("has_ip_address")
{
    public override ImmutableArray<string> Signatures => ["(String address)"];

    public override string Doc =>
        """
            Whether the node has an IP address on one of its interfaces.

                has_ip_address('203.0.113.9') # => false
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        Expect(invocation, arguments, 1);
        return BooleanValue.Of(HasInterfaceWith.HasOne(invocation, "ipaddress", arguments[0]));
    }
}
