using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class IsDomainName() : TestFunction("is_domain_name")
{
    public override string Doc =>
        """
            Whether a string can be a domain name.

                is_domain_name('example.com') # => true
                is_domain_name('-x.com') # => false
            """;

    protected override bool Holds(Value value) => IsDomain(value);

    public static bool IsDomain(Value value)
    {
        if (value is not StringValue { Text: var text })
        {
            return false;
        }
        var domain = text.EndsWith('.') ? text[..^1] : text;
        var labels = domain.Split('.');
        return text == "."
            || domain.Length is > 0 and <= 255
                && (labels.Length == 1 || labels[^1].All(char.IsAsciiLetter))
                && labels.All(IsLabel);
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63
        && label[0] != '-'
        && label[^1] != '-'
        && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
