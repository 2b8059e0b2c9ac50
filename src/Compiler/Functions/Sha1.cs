using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Sha1() : Function("sha1")
{
    public override ImmutableArray<string> Signatures => ["(Any text)"];

    public override string Doc =>
        """
            The SHA-1 sum of a string, in hexadecimal. Not for anything that must be safe.

                sha1('x') # => '11f6ad8ec52a2984abaafd7c3b516503785c2072'
            """;

    public override Value Call(ReadOnlySpan<Value> arguments) =>
        new StringValue(
            Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(RubyText.Of(arguments[0]))))
        );
}
