using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class HieraInclude() : Hiera3Function("hiera_include")
{
    public override string Doc =>
        """
            Includes the classes that all levels name under a key. New code writes `lookup('classes', { merge
            => unique }).include`.

                hiera_include('nosuch::key', []) # => undef
            """;

    private static Value Key(ReadOnlySpan<Value> arguments) =>
        arguments is [ArrayValue all] ? all[0] : arguments[0];

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var classes = base.Call(invocation, arguments);
        return classes switch
        {
            UndefValue => throw invocation.Failure($"Could not find data item {Key(arguments)}"),
            ArrayValue { Count: 0 } or StringValue { Text: "" } => UndefValue.Instance,
            _ => invocation.CallFunction("include", [classes]),
        };
    }
}
