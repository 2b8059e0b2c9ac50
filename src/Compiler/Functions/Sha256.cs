using System.Security.Cryptography;

namespace Bunraku.Compiler;

internal sealed class Sha256() : HexDigestFunction("sha256")
{
    public override string Doc =>
        """
            The SHA-256 sum of a string, in hexadecimal.

                sha256('x') # => '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881'
            """;

    protected override byte[] Sum(byte[] bytes) => SHA256.HashData(bytes);
}
