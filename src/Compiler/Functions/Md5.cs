using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Md5() : Function("md5")
{
    public override ImmutableArray<string> Signatures => ["(Any text)"];

    public override string Doc =>
        """
            The MD5 sum of a string, in hexadecimal. Not for anything that must be safe.

                md5('x') # => '9dd4e461268c8034f5c8564e155c67a6'
            """;

    public override Value Call(ReadOnlySpan<Value> arguments) =>
        new StringValue(
            Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(RubyText.Of(arguments[0]))))
        );
}
