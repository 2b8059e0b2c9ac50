using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Bunraku.Model;
using Bunraku.Ruby;

namespace Bunraku.Compiler;

internal sealed class SeededRandString() : Function("seeded_rand_string")
{
    public override ImmutableArray<string> Aliases => ["stdlib::seeded_rand_string"];

    public override ImmutableArray<string> Signatures =>
        ["(Integer[1] length, String seed, String[2] charset?)"];

    public override string Doc =>
        """
            A string of random characters that depends on the seed alone. They are letters and digits, or
            those given.

                seeded_rand_string(5, 'x', 'ab').length # => 5
            """;

    private const string LettersAndDigits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var characters = Characters.Of(
            arguments.Length > 2 ? ((StringValue)arguments[2]).Text : LettersAndDigits
        );
        var random = new RubyRandom(
            SHA256.HashData(Encoding.UTF8.GetBytes(((StringValue)arguments[1]).Text))
        );
        var output = new StringBuilder();
        for (var i = ((IntegerValue)arguments[0]).Number; i > 0; i--)
        {
            output.Append(characters[(int)random.Below(characters.Length)]);
        }
        return new StringValue(output.ToString());
    }
}
