using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Bunraku.Model;
using Bunraku.Ruby;

namespace Bunraku.Compiler;

internal sealed class SeededRand() : LegacyFunction("seeded_rand", 2)
{
    public override ImmutableArray<string> Signatures => ["(Variant[Integer, String] max, String seed)"];

    public override string Doc =>
        """
            A number from 0 up to below the given one that depends on the seed alone.

                seeded_rand(1, 'x') # => 0
                seeded_rand(1000, 'x') # => 759
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (!IsInteger.IsWhole(arguments[0]))
        {
            throw invocation.Failure("seeded_rand(): first argument must be a positive integer");
        }
        var max = RubyNumber.ToInteger(arguments[0]);
        if (max > 0 && arguments[1] is not StringValue)
        {
            throw invocation.Failure("seeded_rand(): second argument must be a string");
        }
        return max > 0
            ? Pick(max, ((StringValue)arguments[1]).Text)
            : throw invocation.Failure("seeded_rand(): first argument must be a positive integer");
    }

    public static IntegerValue Pick(long max, string seed) =>
        new(new RubyRandom(MD5.HashData(Encoding.UTF8.GetBytes(seed))).Below(max));
}
