using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class IsServiceDefault() : Function("is_service_default")
{
    public override ImmutableArray<string> Signatures => ["(Any args*)"];

    public override string Doc =>
        """
            Whether a value is the mark by which OpenStack's modules leave a setting to the service.

                is_service_default('<SERVICE DEFAULT>') # => true
                is_service_default(undef) # => false
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments) =>
        arguments.Length == 1
            ? BooleanValue.Of(arguments[0] is StringValue { Text: "<SERVICE DEFAULT>" })
            : throw invocation.Failure(
                $"is_service_default(): Wrong number of argumentsgiven ({arguments.Length} for 1)"
            );
}
