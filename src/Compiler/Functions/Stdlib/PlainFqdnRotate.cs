using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class PlainFqdnRotate() : Function("stdlib::fqdn_rotate")
{
    public override ImmutableArray<string> Signatures =>
        [
            "(String input, Variant[Integer, String] seeds*) >> String",
            "(Array input, Variant[Integer, String] seeds*) >> Array",
        ];

    public override string Doc =>
        """
            An array or string, turned by a random number of places that is the same each time on the same
            node.

                stdlib::fqdn_rotate(['a']) # => ['a']
                stdlib::fqdn_rotate('a', 'seed') # => 'a'
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        FqdnRotate.Turn(invocation, arguments);
}
