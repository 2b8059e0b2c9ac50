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
        var unknown = deferred is null
            ? Unknown(arguments[0].ToString(), invocation)
            : DeferredValues
                .Functions(deferred)
                .Select(name => Unknown(name, invocation))
                .FirstOrDefault(name => name is not null);
        if (unknown is not null)
        {
            throw invocation.Failure($"Unknown function '{unknown}'");
        }
        return deferred is null
            ? invocation.CallFunction(arguments[0].ToString(), arguments[1..], invocation.Block)
            : DeferredValues.Resolve(deferred, invocation);
    }

    private static string? Unknown(string name, Invocation invocation) =>
        invocation.Compilation.HasFunction(name) ? null : name;
}
