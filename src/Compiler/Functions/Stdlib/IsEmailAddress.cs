using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class IsEmailAddress() : TestFunction("is_email_address")
{
    public override string Doc =>
        """
            Whether a string can be an e-mail address.

                is_email_address('a.b@example.com') # => true
                is_email_address('a@b') # => false
            """;

    protected override bool Holds(Value value) => IsEmail(value);

    public static bool IsEmail(Value value)
    {
        if (value is not StringValue { Text: var text } || text.Split('@') is not [var user, var domain])
        {
            return false;
        }
        var labels = domain.Split('.');
        return user.Length > 0
            && user[0] != '.'
            && user.All(c => char.IsAsciiLetterOrDigit(c) || "_+-.".Contains(c))
            && labels.Length > 1
            && labels.All(label =>
                label.Length > 0 && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            )
            && labels[^1].All(char.IsAsciiLetter);
    }
}
