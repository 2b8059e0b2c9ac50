using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class PlainHasIpNetwork() : Function("stdlib::has_ip_network")
{
    public override ImmutableArray<string> Signatures => ["(String[1] network) >> Boolean"];

    public override string Doc =>
        """
            Whether an interface of the node is in an IP network.

                stdlib::has_ip_network('203.0.113.0') # => false
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        BooleanValue.Of(PlainHasInterfaceWith.HasOne(invocation, "network", arguments[0]));
}
