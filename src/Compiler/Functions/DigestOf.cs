using System.Security.Cryptography;

namespace Bunraku.Compiler;

internal sealed class DigestOf() : HexDigestFunction("digest")
{
    public override string Doc =>
        """
            The sum of a string by the default digest algorithm, which is SHA-256, in hexadecimal.

                digest('x') # => '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881'
            """;

    protected override byte[] Sum(byte[] bytes) => SHA256.HashData(bytes);
}
