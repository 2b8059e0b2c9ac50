using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class HasIpNetwork() : LegacyFunction("has_ip_network")
{
    public override ImmutableArray<string> Signatures => ["(String network)"];

    public override string Doc =>
        """
            Whether the node has an interface in an IP network.

                has_ip_network('203.0.113.0') # => false
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        Expect(invocation, arguments, 1);
        return BooleanValue.Of(HasInterfaceWith.HasOne(invocation, "network", arguments[0]));
    }
}
