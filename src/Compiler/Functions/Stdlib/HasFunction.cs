using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class HasFunction() : Function("stdlib::has_function")
{
    public override ImmutableArray<string> Signatures => ["(String[1] function_name) >> Boolean"];

    public override string Doc =>
        """
            Whether there is a function of that name.

                stdlib::has_function('split') # => true
                stdlib::has_function('no_such_function') # => false
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        BooleanValue.Of(invocation.Compilation.HasFunction(((StringValue)arguments[0]).Text));
}
