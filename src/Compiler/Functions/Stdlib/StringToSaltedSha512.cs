using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class StringToSaltedSha512() : LegacyFunction("str2saltedsha512")
{
    public override ImmutableArray<string> Aliases => ["stdlib::str2saltedsha512"];

    public override ImmutableArray<string> Signatures => ["(String password)"];

    public override string Doc =>
        """
            The salted SHA-512 sum of a password, as macOS 10.7 kept it. The salt comes from the password.

                str2saltedsha512('x').length # => 136
            """;

    private const int SaltLength = 4;

    /// <summary>
    /// The reference draws a random salt and so changes the catalog with each compilation; here it stays.
    /// </summary>
    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length != 1)
        {
            throw invocation.Failure(
                $"str2saltedsha512(): Wrong number of arguments passed ({arguments.Length} but we require 1)"
            );
        }
        if (arguments[0] is not StringValue)
        {
            throw invocation.Failure(
                $"str2saltedsha512(): Requires a String argument, you passed: {RubyText.ClassOf(arguments[0])}"
            );
        }
        var password = Encoding.UTF8.GetBytes(((StringValue)arguments[0]).Text);
        var salt = SHA256.HashData(password).AsSpan(0, SaltLength).ToArray();
        return new StringValue(
            Convert.ToHexStringLower([.. salt, .. SHA512.HashData([.. salt, .. password])])
        );
    }
}
