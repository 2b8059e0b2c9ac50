using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class IpInRange() : Function("stdlib::ip_in_range")
{
    public override ImmutableArray<string> Signatures =>
        ["(String ipaddress, Variant[String, Array] range) >> Boolean"];

    public override string Doc =>
        """
            Whether an IP address is in a network, or in one of several.

                stdlib::ip_in_range('10.1.2.3', '10.0.0.0/8') # => true
                stdlib::ip_in_range('fe80::1', ['10.0.0.0/8', 'fe80::/10']) # => true
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var address = Read(invocation, arguments[0]);
        foreach (var range in arguments[1] is ArrayValue several ? several.Items : [arguments[1]])
        {
            if (Read(invocation, range).Contains(address))
            {
                return BooleanValue.True;
            }
        }
        return BooleanValue.False;
    }

    private static IpRange Read(Invocation invocation, Value value) =>
        IpRange.Read(RubyText.Of(value)) ?? throw invocation.Failure("invalid address: ");
}
