using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class PostgresqlPassword() : Function("postgresql::postgresql_password")
{
    public override ImmutableArray<string> Signatures =>
        ["(Variant[String[1], Integer] username, Variant[String[1], Integer] password)"];

    public override string Doc =>
        """
            The MD5 sum that PostgreSQL keeps of a role's password.

                postgresql::postgresql_password('foo', 'bar') # => 'md596948aad3fcae80c08a35c9b5958cd89'
            """;

    public override Value Call(ReadOnlySpan<Value> arguments) =>
        new StringValue(
            "md5"
                + Convert.ToHexStringLower(
                    MD5.HashData(
                        Encoding.UTF8.GetBytes(RubyText.Of(arguments[1]) + RubyText.Of(arguments[0]))
                    )
                )
        );
}
