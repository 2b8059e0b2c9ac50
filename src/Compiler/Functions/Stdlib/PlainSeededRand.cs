using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class PlainSeededRand() : Function("stdlib::seeded_rand")
{
    public override ImmutableArray<string> Signatures => ["(Integer[1] max, String seed)"];

    public override string Doc =>
        """
            A number from 0 up to below the given one that depends on the seed alone.

                stdlib::seeded_rand(1000, 'x') # => 759
            """;

    public override Value Call(ReadOnlySpan<Value> arguments) =>
        SeededRand.Pick(((IntegerValue)arguments[0]).Number, ((StringValue)arguments[1]).Text);
}
