using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ValidateLegacy() : Function("validate_legacy")
{
    public override ImmutableArray<string> Signatures =>
        ["(Variant[Type, String] target_type, String function_name, Any value, Any args*)"];

    public override string Doc =>
        """
            Fails unless a value is of a type; the old validation that it stood beside is not asked any more.

                validate_legacy(Integer, 'validate_integer', 5) # => undef
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        invocation.CallFunction("assert_type", [arguments[0], arguments[2]]);
        return UndefValue.Instance;
    }
}
