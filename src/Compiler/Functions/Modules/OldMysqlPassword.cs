using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class OldMysqlPassword() : LegacyFunction("mysql_password")
{
    public override ImmutableArray<string> Signatures => ["(String password) >> String"];

    public override string Doc =>
        """
            A password as MySQL's `PASSWORD()` hashes it; `mysql::password` does the same.

                mysql_password('password') # => '*2470C0C06DEE42FD1618BB99005ADCA2EC9D1E19'
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        Expect(invocation, arguments, 1);
        return arguments[0] is StringValue password
            ? new StringValue(MysqlPassword.Hash(password.Text))
            : throw invocation.Failure(LegacyArguments.NotText(arguments[0]));
    }
}
