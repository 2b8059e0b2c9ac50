using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ConvertTo() : Function("convert_to")
{
    public override ImmutableArray<string> Signatures =>
        ["(Any value, Type type, Any args*, &Callable[1, 1] block?)"];

    public override string Doc =>
        """
            Makes a value of a data type from another value, as `new` does, in the order that suits chained
            calls.

                '42'.convert_to(Integer) # => 42
                10.convert_to(String, '%x') # => 'a'
                '3'.convert_to(Integer) |$x| { $x + 1 } # => 4
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var result = invocation.CallFunction("new", [arguments[1], arguments[0], .. arguments[2..]]);
        return invocation.Block is { } block ? block.Call(result) : result;
    }
}
