using System.Security.Cryptography;

namespace Bunraku.Compiler;

internal sealed class Sha1() : HexDigestFunction("sha1")
{
    public override string Doc =>
        """
            The SHA-1 sum of a string, in hexadecimal. Not for anything that must be safe.

                sha1('x') # => '11f6ad8ec52a2984abaafd7c3b516503785c2072'
            """;

    protected override byte[] Sum(byte[] bytes) => SHA1.HashData(bytes);
}
