using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class StringToSaltedPbkdf2() : LegacyFunction("str2saltedpbkdf2")
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

                str2saltedpbkdf2('x', 'saltsalt', 50000)['salt_hex'] # => '73616c7473616c74'
            """;

    private const int Length = 128;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length != 3)
        {
            throw invocation.Failure(
                $"str2saltedpbkdf2(): wrong number of arguments ({arguments.Length} for 3)"
            );
        }
        if (Open(arguments[0]) is not StringValue)
        {
            throw invocation.Failure("str2saltedpbkdf2(): first argument must be a string");
        }
        if (Open(arguments[1]) is not StringValue)
        {
            throw invocation.Failure("str2saltedpbkdf2(): second argument must be a string");
        }
        if (Encoding.UTF8.GetByteCount(Plain(arguments[1])) < 8)
        {
            throw invocation.Failure("str2saltedpbkdf2(): second argument must be at least 8 bytes long");
        }
        if (arguments[2] is not IntegerValue)
        {
            throw invocation.Failure("str2saltedpbkdf2(): third argument must be an integer");
        }
        if (arguments[2] is not IntegerValue { Number: > 40_000 and < 70_000 })
        {
            throw invocation.Failure("str2saltedpbkdf2(): third argument must be between 40,000 and 70,000");
        }
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

    private static Value Open(Value value) => value is SensitiveValue hidden ? hidden.Inner : value;

    private static string Plain(Value value) => RubyText.Of(Open(value));
}
