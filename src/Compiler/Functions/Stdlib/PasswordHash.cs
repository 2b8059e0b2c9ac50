using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Model;
using Bunraku.Ruby;

namespace Bunraku.Compiler;

internal sealed class PasswordHash() : LegacyFunction("pw_hash", 3)
{
    public override ImmutableArray<string> Aliases => ["stdlib::pw_hash"];

    public override ImmutableArray<string> Signatures =>
        ["(Variant[String, Undef, Sensitive] password, String type, Variant[String[1], Sensitive] salt)"];

    public override string Doc =>
        """
            The hash of a password as `/etc/shadow` holds it. The type is `MD5`, `SHA-256`, `SHA-512`
            or `bcrypt` (also `bcrypt-a`, `bcrypt-x`, `bcrypt-y`), whose salt begins with a strength from 04
            to 18 and a `$`. Undef when there is no password.

                pw_hash('test', 'MD5', 'saltstri') # => '$1$saltstri$MNjlxGV3mAY2WdNxjTT21/'
                pw_hash('test', 'SHA-256', 'saltstring')[14, 12] # => 'uzdVN3XcAOYK'
                pw_hash('test', 'SHA-512', 'saltstring')[14, 12] # => 'ZaKVNWbveiGc'
                pw_hash('test', 'bcrypt', '04$saltsaltsaltsaltsaltsa')[0, 7] # => '$2b$04$'
                pw_hash('', 'md5', 'x') # => undef
            """;

    private const int Strongest = 18;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var (given, type, ending) = (Plain(arguments[0]), Plain(arguments[1]), Plain(arguments[2]));
        if (given is not (StringValue or UndefValue))
        {
            throw invocation.Failure("pw_hash(): first argument must be a string");
        }
        if (type is not StringValue)
        {
            throw invocation.Failure("pw_hash(): second argument must be a string");
        }
        var kind = type.ToString().ToLowerInvariant();
        var isBlowfish = kind is "bcrypt" or "bcrypt-a" or "bcrypt-x" or "bcrypt-y";
        if (kind is not ("md5" or "sha-256" or "sha-512") && !isBlowfish)
        {
            throw invocation.Failure($"pw_hash(): {type} is not a valid hash type");
        }
        if (ending is not StringValue { Text: var salt })
        {
            throw invocation.Failure("pw_hash(): third argument must be a string");
        }
        if (salt.Length == 0)
        {
            throw invocation.Failure("pw_hash(): third argument must not be empty");
        }
        if (isBlowfish ? !IsBlowfishSalt(salt) : salt.Any(c => !IsSaltCharacter(c)))
        {
            throw invocation.Failure(
                isBlowfish
                    ? "pw_hash(): characters in salt must match (?-mix:^(0[4-9]|[12][0-9]|3[01])\\$[.\\/A-Za-z0-9]{22})"
                    : "pw_hash(): characters in salt must be in the set [a-zA-Z0-9./]"
            );
        }
        if (given is not StringValue { Text: { Length: > 0 } password })
        {
            return UndefValue.Instance;
        }
        Func<string, string, string> crypt = kind switch
        {
            "md5" => PasswordCrypt.Md5,
            "sha-256" => static (key, grain) => PasswordCrypt.Sha256(key, grain),
            "sha-512" => static (key, grain) => PasswordCrypt.Sha512(key, grain),
            _ => (key, grain) => Blow(invocation, kind, key, grain),
        };
        return new StringValue(crypt(password, salt));
    }

    private static string Blow(Invocation invocation, string kind, string password, string salt)
    {
        var cost = int.Parse(salt.AsSpan(0, 2), CultureInfo.InvariantCulture);
        if (cost > Strongest)
        {
            throw invocation.Failure($"pw_hash(): a strength above {Strongest} would take too long");
        }
        var version = kind.Length == "bcrypt".Length ? "2b" : $"2{kind[^1]}";
        return Blowfish.Hash(version, cost, salt[3..], password);
    }

    private static Value Plain(Value value) => value is SensitiveValue sensitive ? sensitive.Inner : value;

    private static bool IsSaltCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '/';

    private static bool IsBlowfishSalt(string salt) =>
        salt.Length >= 25
        && int.TryParse(salt.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var cost)
        && cost is >= 4 and <= 31
        && salt[2] == '$'
        && salt[3..25].All(IsSaltCharacter);
}
