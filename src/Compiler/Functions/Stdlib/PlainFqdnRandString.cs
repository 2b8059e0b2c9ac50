using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class PlainFqdnRandString() : Function("stdlib::fqdn_rand_string")
{
    public override ImmutableArray<string> Signatures =>
        ["(Integer[1] length, Optional[String] charset?, Any seed*)"];

    public override string Doc =>
        """
            A string of random characters, the same each time on the same node. They are letters and digits,
            or those given; further arguments are a seed.

                stdlib::fqdn_rand_string(7).length # => 7
                stdlib::fqdn_rand_string(3, 'a') # => 'aaa'
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        FqdnRandString.Pick(invocation, arguments);
}
