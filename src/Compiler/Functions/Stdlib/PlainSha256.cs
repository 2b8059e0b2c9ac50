using System.Collections.Immutable;
using System.Security.Cryptography;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class PlainSha256() : Function("stdlib::sha256")
{
    public override ImmutableArray<string> Signatures =>
        ["(Variant[ScalarData, Sensitive[ScalarData], Binary, Sensitive[Binary]] my_data) >> String"];

    public override string Doc =>
        """
            The SHA-256 sum of a value's text, in hexadecimal, of secrets too.

                stdlib::sha256('x')[0, 8] # => '2d711642'
                stdlib::sha256(Sensitive('x')) == sha256('x') # => true
            """;

    public override Value Call(ReadOnlySpan<Value> arguments) =>
        new StringValue(Convert.ToHexStringLower(SHA256.HashData(Crc32Sum.BytesOf(arguments[0]))));
}
