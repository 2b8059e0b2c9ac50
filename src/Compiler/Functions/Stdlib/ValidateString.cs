using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ValidateString()
    : CheckFunction("validate_string", "a string", "Stdlib::Compat::String")
{
    public override string Doc =>
        """
            Fails unless all arguments are strings or undef. Typed parameters do the same.

                validate_string('a', 'b') # => undef
            """;

    protected override bool Holds(Value value) => value is StringValue or UndefValue;
}
