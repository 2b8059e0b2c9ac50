using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class CallByName() : Function("call")
{
    public override ImmutableArray<string> Signatures =>
        ["(String function_name, Any arguments*, &Callable block?)", "(Deferred deferred)"];

    public override string Doc =>
        """
            Calls a function by its name, or makes the call that a `Deferred` holds.

                call('join', ['a', 'b'], '-') # => 'a-b'
                'map'.call([1, 2]) |$x| { $x + 1 } # => [2, 3]
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        arguments[0] is StringValue name
            ? !invocation.Compilation.HasFunction(name.Text)
                ? throw invocation.Failure($"Unknown function '{name.Text}'")
                : invocation.CallFunction(name.Text, arguments[1..], invocation.Block)
            : DeferredValues.Resolve(arguments[0], invocation);
}
