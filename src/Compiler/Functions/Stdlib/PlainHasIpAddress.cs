using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class PlainHasIpAddress() : Function("stdlib::has_ip_address")
{
    public override ImmutableArray<string> Signatures => ["(String[1] address) >> Boolean"];

    public override string Doc =>
        """
            Whether an interface of the node has an IP address.

                stdlib::has_ip_address('203.0.113.9') # => false
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        BooleanValue.Of(PlainHasInterfaceWith.HasOne(invocation, "ip", arguments[0]));
}
