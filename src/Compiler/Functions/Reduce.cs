using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Reduce() : Function("reduce")
{
    public override ImmutableArray<string> Signatures =>
        [
            "(Iterable enumerable, &Callable[2, 2] block)",
            "(Iterable enumerable, Any memo, &Callable[2, 2] block)",
        ];

    public override string Doc =>
        """
            Folds the elements into one value: a block gets what it returned before, and the next element. It
            starts with the given value, or with the first element.

                [1, 2, 3].reduce |$m, $x| { $m + $x } # => 6
                [1, 2, 3].reduce(10) |$m, $x| { $m + $x } # => 16
                [].reduce |$m, $x| { 1 } # => undef
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var elements = Elements.Of(arguments[0]);
        var block = invocation.Block!;
        if (arguments.Length == 1 && elements.Count == 0)
        {
            return UndefValue.Instance;
        }
        var memo = arguments.Length > 1 ? arguments[1] : elements[0];
        for (var i = arguments.Length > 1 ? 0 : 1; i < elements.Count; i++)
        {
            var result = block.Call(memo, elements[i]);
            if (block.HasBroken)
            {
                break;
            }
            memo = result;
        }
        return memo;
    }
}
