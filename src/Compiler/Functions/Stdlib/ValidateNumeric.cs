using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ValidateNumeric()
    : RangeCheckFunction("validate_numeric", "a Numeric", "Stdlib::Compat::Numeric")
{
    public override string Doc =>
        """
            Fails unless a value, or each element of an array, is a number, at most the second argument and at
            least the third.

                validate_numeric(1.5, 2, 1) # => undef
            """;

    protected override Value? Read(Value value) =>
        RubyNumber.ParseFloat(RubyText.Of(value)) is { } number ? new FloatValue(number) : null;
}
