using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class IsInteger() : TestFunction("is_integer")
{
    public override string Doc =>
        """
            Whether a value is a whole number, or a string that is one.

                is_integer('-5') # => true
                is_integer('010') # => false
                is_integer(1.5) # => false
            """;

    protected override bool Holds(Value value) => IsWhole(value);

    public static bool IsWhole(Value value)
    {
        if (value is not StringValue text)
        {
            return value is IntegerValue;
        }
        var digits = text.Text.StartsWith('-') ? text.Text.AsSpan(1) : text.Text;
        return digits.Length > 0
            && !digits.ContainsAnyExceptInRange('0', '9')
            && (digits[0] != '0' || digits.Length == 1);
    }
}
