using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class MysqlPassword() : Function("mysql::password")
{
    public override ImmutableArray<string> Signatures => ["(String password) >> String"];

    public override string Doc =>
        """
            A password as MySQL's `PASSWORD()` hashes it; a hash stays as it is.

                mysql::password('password') # => '*2470C0C06DEE42FD1618BB99005ADCA2EC9D1E19'
                mysql::password('') # => ''
            """;

    private const int HashLength = 41;

    public override Value Call(ReadOnlySpan<Value> arguments) =>
        new StringValue(Hash(((StringValue)arguments[0]).Text));

    public static string Hash(string password)
    {
        if (password.Length == 0 || IsHash(password))
        {
            return password;
        }
        var sum = SHA1.HashData(SHA1.HashData(Encoding.UTF8.GetBytes(password)));
        return "*" + Convert.ToHexString(sum);
    }

    private static bool IsHash(string text) =>
        text.Length >= HashLength
        && text[^HashLength] == '*'
        && text[^(HashLength - 1)..].All(char.IsAsciiHexDigitUpper);
}
