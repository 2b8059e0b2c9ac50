using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class HasKey() : LegacyFunction("has_key")
{
    public override ImmutableArray<string> Signatures => ["(Hash hash, Any key)"];

    public override string Doc =>
        """
            Whether a hash has a key; `'a' in $hash` says the same.

                has_key({ 'a' => 1 }, 'a') # => true
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length != 2)
        {
            throw invocation.Failure($"has_key(): wrong number of arguments ({arguments.Length}; must be 2)");
        }
        if (arguments[0] is not HashValue)
        {
            throw invocation.Failure(
                $"has_key(): expects the first argument to be a hash, got {RubyText.Inspect(arguments[0])} which is "
                    + $"of type {RubyText.ClassOf(arguments[0])}"
            );
        }
        return BooleanValue.Of(((HashValue)arguments[0]).Contains(arguments[1]));
    }
}
