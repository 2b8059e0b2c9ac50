using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class SeededRand() : Function("seeded_rand")
{
    public override ImmutableArray<string> Aliases => ["stdlib::seeded_rand"];

    public override ImmutableArray<string> Signatures => ["(Variant[Integer, String] max, String seed)"];

    public override string Doc =>
        """
            A number from 0 up to below the given one that depends on the seed alone.

                seeded_rand(1, 'x') # => 0
                seeded_rand(1000, 'x') # => 759
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var max = RubyNumber.ToInteger(arguments[0]);
        return max > 0
            ? new IntegerValue(
                new RubyRandom(MD5.HashData(Encoding.UTF8.GetBytes(((StringValue)arguments[1]).Text))).Below(
                    max
                )
            )
            : throw invocation.Failure("seeded_rand(): first argument must be a positive integer");
    }
}
