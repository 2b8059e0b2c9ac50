using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class IsFunctionAvailable() : LegacyFunction("is_function_available")
{
    public override ImmutableArray<string> Signatures => ["(Any function_name)"];

    public override string Doc =>
        """
            Whether there is a function of that name; what is no text names none.

                is_function_available('split') # => true
                is_function_available(1) # => false
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        arguments.Length == 1
            ? BooleanValue.Of(
                arguments[0] is StringValue { Text: var name } && invocation.Compilation.HasFunction(name)
            )
            : throw invocation.Failure(
                $"is_function_available?(): Wrong number of arguments given {arguments.Length} for 1"
            );
}
