using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ValidateInteger()
    : RangeCheckFunction("validate_integer", "an Integer", "Stdlib::Compat::Integer")
{
    public override string Doc =>
        """
            Fails unless a value, or each element of an array, is a whole number, at most the second argument
            and at least the third.

                validate_integer([1, '2'], 5, 0) # => undef
            """;

    protected override Value? Read(Value value) => RubyNumber.ParseInteger(RubyText.Of(value));
}
