using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Unwrap() : Function("unwrap")
{
    public override ImmutableArray<string> Signatures =>
        ["(Sensitive arg, &Callable block?)", "(Any arg, &Callable block?)"];

    public override string Doc =>
        """
            The value inside a `Sensitive`; a block gets it instead and its result is returned. Any other
            value is returned as it is.

                Sensitive('secret').unwrap # => 'secret'
                Sensitive('secret').unwrap |$v| { $v.length } # => 6
                'plain'.unwrap # => 'plain'
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var inner = arguments[0] is SensitiveValue sensitive ? sensitive.Inner : arguments[0];
        return invocation.Block is { } block ? block.Call(inner) : inner;
    }
}
