using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class PlainHasInterfaceWith() : Function("stdlib::has_interface_with")
{
    public override ImmutableArray<string> Signatures =>
        [
            "(String[1] interface) >> Boolean",
            "(Enum['macaddress', 'netmask', 'ipaddress', 'network', 'ip', 'mac'] kind, String[1] value) >> Boolean",
        ];

    public override string Doc =>
        """
            Whether the node has a network interface of a name, or one with an address.

                stdlib::has_interface_with('no_such_interface') # => false
                stdlib::has_interface_with('ipaddress', '203.0.113.9') # => false
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        BooleanValue.Of(
            arguments.Length == 1
                ? Interfaces(invocation).Contains(arguments[0])
                : HasOne(
                    invocation,
                    arguments[0].ToString() switch
                    {
                        "ipaddress" => "ip",
                        "macaddress" => "mac",
                        var kind => kind,
                    },
                    arguments[1]
                )
        );

    /// <summary>Whether an interface of the node has that attribute in the fact <c>networking</c>.</summary>
    public static bool HasOne(Invocation invocation, string kind, Value wanted) =>
        Interfaces(invocation).Values.OfType<HashValue>().Any(entry => wanted.Equals(entry.Find(kind)));

    private static HashValue Interfaces(Invocation invocation) =>
        invocation.Compilation.Facts.Find("networking.interfaces") as HashValue ?? HashValue.Empty;
}
