using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Step() : Function("step")
{
    public override ImmutableArray<string> Signatures =>
        [
            "(Iterable iterable, Integer[1] step)",
            "(Iterable iterable, Integer[1] step, &Callable[1, 1] block)",
        ];

    public override string Doc =>
        """
            Takes the first element and every n-th after it. With a block, runs it on them and returns undef;
            without, the result can be iterated over.

                Integer[0, 20].step(5).map |$x| { $x } # => [0, 5, 10, 15, 20]
                ['a', 'b', 'c'].step(2).map |$x| { $x } # => ['a', 'c']
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var stride = ((IntegerValue)arguments[1]).Number;
        if (invocation.Block is not { } block)
        {
            return IteratorValue.Step(arguments[0], stride);
        }
        var elements = Elements.Of(arguments[0]);
        for (long i = 0; i < elements.Count; i += stride)
        {
            block.Call(elements[(int)i]);
            if (block.HasBroken)
            {
                break;
            }
        }
        return UndefValue.Instance;
    }
}
