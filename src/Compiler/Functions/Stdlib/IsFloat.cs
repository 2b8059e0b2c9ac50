using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class IsFloat() : TestFunction("is_float", "Stdlib::Compat::Float")
{
    public override string Doc =>
        """
            Whether a value is a number with a fraction, or a string that is one.

                is_float(1.5) # => true
                is_float('1.5') # => true
                is_float(1) # => false
            """;

    protected override bool Holds(Value value) => IsReal(value);

    public static bool IsReal(Value value) =>
        value is FloatValue
        || value is StringValue text
            && double.TryParse(text.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && FloatText.Of(number) == text.Text;
}
