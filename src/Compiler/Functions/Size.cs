using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Size() : Function("size")
{
    public override ImmutableArray<string> Signatures => ["(Variant[Collection, String, Binary] arg)"];

    public override string Doc =>
        """
            The same as `length`.

                size([1, 2]) # => 2
                size('abc') # => 3
            """;

    private readonly Length length = new();

    public override Value Call(ReadOnlySpan<Value> arguments) => length.Call(arguments);
}
