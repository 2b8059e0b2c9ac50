using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class CallByName() : Function("call")
{
    public override ImmutableArray<string> Signatures =>
        ["(String function_name, Any arguments*, &Callable block?)"];

    public override string Doc =>
        """
            Calls a function by its name.

                call('join', ['a', 'b'], '-') # => 'a-b'
                'map'.call([1, 2]) |$x| { $x + 1 } # => [2, 3]
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        invocation.CallFunction(((StringValue)arguments[0]).Text, arguments[1..], invocation.Block);
}
