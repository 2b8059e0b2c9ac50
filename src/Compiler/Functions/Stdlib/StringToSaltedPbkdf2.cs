using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class StringToSaltedPbkdf2() : Function("str2saltedpbkdf2")
{
    public override ImmutableArray<string> Aliases => ["stdlib::str2saltedpbkdf2"];

    public override ImmutableArray<string> Signatures =>
        [
            "(Variant[String, Sensitive[String]] password, Variant[String[8], Sensitive[String[8]]] salt, Integer[1] iterations)",
        ];

    public override string Doc =>
        """
            The PBKDF2 sum of a password, as macOS keeps it: a hash of `password_hex`, `salt_hex` and
            `iterations`.

                str2saltedpbkdf2('x', 'saltsalt', 1)['salt_hex'] # => '73616c7473616c74'
            """;

    private const int Length = 128;

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var password = Encoding.UTF8.GetBytes(Plain(arguments[0]));
        var salt = Encoding.UTF8.GetBytes(Plain(arguments[1]));
        var iterations = (int)((IntegerValue)arguments[2]).Number;
        var sum = Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA512, Length);
        return HashValue.Of(
            ("password_hex", Convert.ToHexStringLower(sum)),
            ("salt_hex", Convert.ToHexStringLower(salt)),
            ("iterations", iterations)
        );
    }

    private static string Plain(Value value) =>
        RubyText.Of(value is SensitiveValue hidden ? hidden.Inner : value);
}
