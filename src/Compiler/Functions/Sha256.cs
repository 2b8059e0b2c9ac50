using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Sha256() : Function("sha256")
{
    public override ImmutableArray<string> Aliases => ["digest", "stdlib::sha256"];

    public override ImmutableArray<string> Signatures => ["(Any text)"];

    public override string Doc =>
        """
            The SHA-256 sum of a string, in hexadecimal. `digest` is the same, as that is the default digest
            algorithm.

                sha256('x') # => '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881'
                digest('x') # => '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881'
            """;

    public override Value Call(ReadOnlySpan<Value> arguments) =>
        new StringValue(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(RubyText.Of(arguments[0]))))
        );
}
