using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ValidateArray() : CheckFunction("validate_array", "an Array", "Stdlib::Compat::Array")
{
    public override string Doc =>
        """
            Fails unless all arguments are arrays. Typed parameters do the same.

                validate_array([], [1]) # => undef
            """;

    protected override bool Holds(Value value) => value is ArrayValue;
}
