using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ValidateBool() : CheckFunction("validate_bool", "a boolean", "Stdlib::Compat::Bool")
{
    public override string Doc =>
        """
            Fails unless all arguments are booleans. Typed parameters do the same.

                validate_bool(true, false) # => undef
            """;

    protected override bool Holds(Value value) => value is BooleanValue;
}
