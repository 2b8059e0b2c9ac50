using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ConvertBase() : LegacyFunction("convert_base", 2)
{
    public override ImmutableArray<string> Signatures =>
        [
            "(Variant[Integer, Pattern[/\\A[0-9]+\\z/]] number, Variant[Integer, Pattern[/\\A[0-9]+\\z/]] base)",
        ];

    public override string Doc =>
        """
            A whole number in another base, 2 to 36, as a string.

                convert_base(5, 2) # => '101'
                convert_base('254', '16') # => 'fe'
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        for (var i = 0; i < 2; i++)
        {
            if (arguments[i] is not (IntegerValue or StringValue))
            {
                throw invocation.Failure(
                    $"convert_base(): {(i == 0 ? "First" : "Second")} argument must be either a string or an integer"
                );
            }
        }
        for (var i = 0; i < 2; i++)
        {
            if (
                arguments[i] is StringValue { Text: var text }
                && (text.Length == 0 || !text.All(char.IsAsciiDigit))
            )
            {
                throw invocation.Failure(
                    "convert_base(): First argument must be an integer or a string corresponding to an integer in "
                        + "base 10"
                );
            }
        }
        var number = long.Parse(arguments[0].ToString(), CultureInfo.InvariantCulture);
        var radix = long.Parse(arguments[1].ToString(), CultureInfo.InvariantCulture);
        if (radix is < 2 or > 36)
        {
            throw invocation.Failure(
                "convert_base(): base must be at least 2 and must not be greater than 36"
            );
        }
        var digits = new StringBuilder();
        for (var rest = Math.Abs(number); rest > 0 || digits.Length == 0; rest /= radix)
        {
            digits.Insert(0, "0123456789abcdefghijklmnopqrstuvwxyz"[(int)(rest % radix)]);
        }
        return new StringValue(number < 0 ? $"-{digits}" : digits.ToString());
    }
}
