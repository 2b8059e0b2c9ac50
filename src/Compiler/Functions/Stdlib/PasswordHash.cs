using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class PasswordHash() : LegacyFunction("pw_hash", 3)
{
    public override ImmutableArray<string> Aliases => ["stdlib::pw_hash"];

    public override ImmutableArray<string> Signatures =>
        ["(Variant[String, Undef, Sensitive] password, String type, Variant[String[1], Sensitive] salt)"];

    public override string Doc =>
        """
            The hash of a password as `/etc/shadow` holds it. The type is `MD5`, `SHA-256` or `SHA-512`. Undef
            when there is no password.

                pw_hash('test', 'MD5', 'saltstri') # => '$1$saltstri$MNjlxGV3mAY2WdNxjTT21/'
                pw_hash('test', 'SHA-256', 'saltstring')[14, 12] # => 'uzdVN3XcAOYK'
                pw_hash('test', 'SHA-512', 'saltstring')[14, 12] # => 'ZaKVNWbveiGc'
                pw_hash('', 'md5', 'x') # => undef
            """;

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
                    ? "pw_hash(): characters in salt must match (?-mix:^[0-9]{2}\\$[./A-Za-z0-9]{22})"
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
            "sha-256" => PasswordCrypt.Sha256,
            "sha-512" => PasswordCrypt.Sha512,
            _ => throw invocation.Failure($"pw_hash(): {type} is not there yet: use SHA-512"),
        };
        return new StringValue(crypt(password, salt));
    }

    private static Value Plain(Value value) => value is SensitiveValue sensitive ? sensitive.Inner : value;

    private static bool IsSaltCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '/';

    private static bool IsBlowfishSalt(string salt) =>
        salt.Length >= 25
        && char.IsAsciiDigit(salt[0])
        && char.IsAsciiDigit(salt[1])
        && salt[2] == '$'
        && salt[3..25].All(IsSaltCharacter);
}
