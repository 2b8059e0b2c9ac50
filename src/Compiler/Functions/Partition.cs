using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Partition() : Function("partition")
{
    public override ImmutableArray<string> Signatures =>
        [
            "(Collection collection, &Callable[1, 1] block) >> Tuple[Array, Array]",
            "(Array array, &Callable[2, 2] block) >> Tuple[Array, Array]",
            "(Collection collection, &Callable[2, 2] block) >> Tuple[Array, Array]",
        ];

    public override string Doc =>
        """
            Two arrays: the elements for which a block returns something true, and the others.

                [1, 'a', 2, 'b'].partition |$x| { $x =~ Integer } # => [[1, 2], ['a', 'b']]
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var elements = Elements.Of(arguments[0]);
        var block = invocation.Block!;
        var (chosen, others) = (ImmutableArray.CreateBuilder<Value>(), ImmutableArray.CreateBuilder<Value>());
        for (var i = 0; i < elements.Count; i++)
        {
            var answer = block.LeastArguments <= 1 ? block.Call(elements[i]) : elements.Give(block, i);
            if (block.HasBroken)
            {
                break;
            }
            (answer.IsTrue ? chosen : others).Add(elements[i]);
        }
        return new ArrayValue([
            new ArrayValue(chosen.DrainToImmutable()),
            new ArrayValue(others.DrainToImmutable()),
        ]);
    }
}
