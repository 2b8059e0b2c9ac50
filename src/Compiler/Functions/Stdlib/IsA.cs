using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class IsA() : Function("is_a")
{
    public override ImmutableArray<string> Aliases => ["stdlib::is_a"];

    public override ImmutableArray<string> Signatures => ["(Any value, Type type)"];

    public override string Doc =>
        """
            Whether a value is of a data type; `$value =~ Type` says the same.

                5.is_a(Integer) # => true
            """;

    public override Value Call(ReadOnlySpan<Value> arguments) =>
        BooleanValue.Of(((DataType)arguments[1]).IsInstance(arguments[0]));
}
