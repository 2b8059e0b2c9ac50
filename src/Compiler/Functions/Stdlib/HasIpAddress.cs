using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class HasIpAddress() : Function("has_ip_address")
{
    public override ImmutableArray<string> Aliases => ["stdlib::has_ip_address"];

    public override ImmutableArray<string> Signatures => ["(String address)"];

    public override string Doc =>
        """
            Whether the node has an IP address on one of its interfaces.

                has_ip_address('203.0.113.9') # => false
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        BooleanValue.Of(
            HasInterfaceWith.HasOne(
                invocation,
                invocation.Compilation.Facts.Find("networking.interfaces") as HashValue ?? HashValue.Empty,
                "ipaddress",
                arguments[0]
            )
        );
}
