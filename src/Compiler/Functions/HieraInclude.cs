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

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var classes = base.Call(invocation, arguments);
        return classes is ArrayValue { Count: 0 } or UndefValue or StringValue { Text: "" }
            ? UndefValue.Instance
            : invocation.CallFunction("include", [classes]);
    }
}
