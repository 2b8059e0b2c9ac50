using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ValidateEmailAddress()
    : TextCheckFunction("validate_email_address", "a valid email address")
{
    public override string Doc =>
        """
            Fails unless all arguments can be e-mail addresses.

                validate_email_address('a@example.com') # => undef
            """;

    protected override bool Holds(Value value) => IsEmailAddress.IsEmail(value);
}
