using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ExactTypeOf() : Function("type_of")
{
    public override ImmutableArray<string> Aliases => ["stdlib::type_of"];

    public override ImmutableArray<string> Signatures => ["(Any value)"];

    public override string Doc =>
        """
            The narrowest data type of a value; `type` says the same.

                type_of(5) # => Integer[5, 5]
            """;

    public override Value Call(ReadOnlySpan<Value> arguments) => TypeInference.Of(arguments[0]);
}
