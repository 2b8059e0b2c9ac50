using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Map() : Function("map")
{
    public override ImmutableArray<string> Signatures =>
        [
            "(Hash[Any, Any] hash, &Callable[2, 2] block)",
            "(Hash[Any, Any] hash, &Callable[1, 1] block)",
            "(Iterable enumerable, &Callable[2, 2] block)",
            "(Iterable enumerable, &Callable[1, 1] block)",
        ];

    public override string Doc =>
        """
            The results of a block, run once for each element, as an array. `next` gives one result early,
            `break` ends the iteration and keeps what there is.

                [1, 2, 3].map |$x| { $x * 2 } # => [2, 4, 6]
                { 'a' => 1, 'b' => 2 }.map |$k, $v| { "${k}${v}" } # => ['a1', 'b2']
                ['x', 'y'].map |$i, $x| { "${i}:${x}" } # => ['0:x', '1:y']
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var elements = Elements.Of(arguments[0]);
        var block = invocation.Block!;
        var results = ImmutableArray.CreateBuilder<Value>(elements.Capacity);
        for (var i = 0; i < elements.Count; i++)
        {
            var result = elements.Give(block, i);
            if (block.HasBroken)
            {
                break;
            }
            results.Add(result);
        }
        return new ArrayValue(results.DrainToImmutable());
    }
}
