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

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var deferred = arguments[0] as ObjectValue;
        var name = (deferred?.Find("name") ?? arguments[0]).ToString();
        // A deferred value may also be that of a variable.
        if (!(deferred is not null && name.StartsWith('$')) && !invocation.Compilation.HasFunction(name))
        {
            throw invocation.Failure($"Unknown function '{name}'");
        }
        return deferred is null
            ? invocation.CallFunction(name, arguments[1..], invocation.Block)
            : DeferredValues.Resolve(deferred, invocation);
    }
}
