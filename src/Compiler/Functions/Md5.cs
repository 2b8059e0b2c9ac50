using System.Security.Cryptography;

namespace Bunraku.Compiler;

internal sealed class Md5() : HexDigestFunction("md5")
{
    public override string Doc =>
        """
            The MD5 sum of a string, in hexadecimal. Not for anything that must be safe.

                md5('x') # => '9dd4e461268c8034f5c8564e155c67a6'
            """;

    protected override byte[] Sum(byte[] bytes) => MD5.HashData(bytes);
}
