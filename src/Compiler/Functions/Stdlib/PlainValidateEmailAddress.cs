using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class PlainValidateEmailAddress() : Function("stdlib::validate_email_address")
{
    public override ImmutableArray<string> LocalTypes =>
        [
            @"Stdlib::Email = Pattern[/\A[a-zA-Z0-9.!#$%&'*+\/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}"
                + @"[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*\z/]",
        ];

    public override ImmutableArray<string> Signatures => ["(Stdlib::Email values*)"];

    public override string Doc =>
        """
            Fails unless all arguments can be e-mail addresses.

                stdlib::validate_email_address('a@example.com') # => undef
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        arguments.IsEmpty
            ? throw invocation.Failure($"{Name}(): Wrong number of arguments need at least one")
            : UndefValue.Instance;
}
