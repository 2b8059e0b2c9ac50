using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ValidateHash() : CheckFunction("validate_hash", "a Hash", "Stdlib::Compat::Hash")
{
    public override string Doc =>
        """
            Fails unless all arguments are hashes. Typed parameters do the same.

                validate_hash({}) # => undef
            """;

    protected override bool Holds(Value value) => value is HashValue;
}
