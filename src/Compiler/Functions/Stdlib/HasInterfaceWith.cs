using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class HasInterfaceWith() : Function("has_interface_with")
{
    public override ImmutableArray<string> Aliases => ["stdlib::has_interface_with"];

    public override ImmutableArray<string> Signatures => ["(String kind, String value?)"];

    public override string Doc =>
        """
            Whether the node has a network interface of a name, or one with an address (`macaddress`,
            `netmask`, `ipaddress` or `network`, and its value).

                has_interface_with('no_such_interface') # => false
                has_interface_with('ipaddress', '203.0.113.9') # => false
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var interfaces =
            invocation.Compilation.Facts.Find("networking.interfaces") as HashValue ?? HashValue.Empty;
        if (arguments.Length == 1)
        {
            return BooleanValue.Of(interfaces.Contains(arguments[0]));
        }
        return BooleanValue.Of(HasOne(invocation, interfaces, arguments[0].ToString(), arguments[1]));
    }

    public static bool HasOne(Invocation invocation, HashValue interfaces, string kind, Value wanted)
    {
        var key = kind switch
        {
            "macaddress" => "mac",
            "ipaddress" => "ip",
            _ => kind,
        };
        var all = interfaces.Values.Append(
            invocation.Compilation.Facts.Find("networking") ?? HashValue.Empty
        );
        return all.OfType<HashValue>().Any(entry => wanted.Equals(entry.Find(key)));
    }
}
