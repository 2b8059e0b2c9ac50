using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class PasswordHash() : Function("pw_hash")
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
        var password = RubyText.Of(Plain(arguments[0]));
        var salt = RubyText.Of(Plain(arguments[2]));
        if (salt.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '/')))
        {
            throw invocation.Failure("pw_hash(): characters in salt must be in the set [a-zA-Z0-9./]");
        }
        Func<string, string, string> crypt = arguments[1].ToString().ToLowerInvariant() switch
        {
            "md5" => PasswordCrypt.Md5,
            "sha-256" => PasswordCrypt.Sha256,
            "sha-512" => PasswordCrypt.Sha512,
            _ => throw invocation.Failure($"pw_hash(): {arguments[1]} is not a valid hash type"),
        };
        return password.Length == 0 ? UndefValue.Instance : new StringValue(crypt(password, salt));
    }

    private static Value Plain(Value value) => value is SensitiveValue sensitive ? sensitive.Inner : value;
}
