using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Slice() : Function("slice")
{
    public override ImmutableArray<string> Signatures =>
        [
            "(Hash[Any, Any] hash, Integer[1, default] slice_size, &Callable block?)",
            "(Iterable enumerable, Integer[1, default] slice_size, &Callable block?)",
        ];

    public override string Doc =>
        """
            Cuts a list into pieces of the given size. A block gets each piece, as one array or as that many
            parameters.

                [1, 2, 3, 4, 5].slice(3) # => [[1, 2, 3], [4, 5]]
                { 'a' => 1, 'b' => 2 }.slice(2) # => [[['a', 1], ['b', 2]]]
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var elements = Elements.Of(arguments[0]);
        var size = (int)Math.Min(int.MaxValue, ((IntegerValue)arguments[1]).Number);
        var block = invocation.Block;
        var width = block is null ? 1 : WidthOf(block, size, invocation);
        if (block is null && elements.Count > Extent.Limit)
        {
            throw new ExtentException();
        }
        var pieces = ImmutableArray.CreateBuilder<Value>();
        for (var start = 0; start < elements.Count; start += size)
        {
            var piece = Piece(elements, start, size, width);
            if (block is null)
            {
                pieces.Add(new ArrayValue([.. piece]));
                continue;
            }
            _ = width == 1 ? block.Call(new ArrayValue([.. piece])) : block.Call(piece);
            if (block.HasBroken)
            {
                break;
            }
        }
        return block is null ? new ArrayValue(pieces.DrainToImmutable()) : arguments[0];
    }

    /// <summary>A last piece that is too short is filled up when it goes to several parameters.</summary>
    private static Value[] Piece(Elements elements, int start, int size, int width)
    {
        var length = width == 1 ? Math.Min(size, elements.Count - start) : size;
        var piece = new Value[length];
        for (var i = 0; i < length; i++)
        {
            piece[i] =
                start + i < elements.Count ? elements[start + i]
                : elements.IsHash ? ArrayValue.Empty
                : UndefValue.Instance;
        }
        return piece;
    }

    private static int WidthOf(Block block, int size, Invocation invocation)
    {
        var isFixed = block.MostArguments == block.LeastArguments;
        var width = isFixed ? block.LeastArguments : size;
        if (width == 0)
        {
            throw invocation.Failure("slice(): block must define at least one parameter. Block has 0.");
        }
        if (width != 1 && width != size)
        {
            throw invocation.Failure(
                "slice(): block must define one parameter, or the same number of parameters as the given size of "
                    + $"the slice ({size}). Block has {width}; {string.Join(", ", block.ParameterNames)}"
            );
        }
        return width;
    }
}
