using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ValidateInteger() : RangeCheckFunction("validate_integer", "Integer")
{
    public override string Doc =>
        """
            Fails unless a value, or each element of an array, is a whole number, at most the second argument
            and at least the third.

                validate_integer([1, '2'], 5, 0) # => undef
            """;

    protected override bool Holds(Value value) => IsInteger.IsWhole(value);
}
