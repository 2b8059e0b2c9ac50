using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class HasKey() : Function("has_key")
{
    public override ImmutableArray<string> Signatures => ["(Hash hash, Any key)"];

    public override string Doc =>
        """
            Whether a hash has a key; `'a' in $hash` says the same.

                has_key({ 'a' => 1 }, 'a') # => true
            """;

    public override Value Call(ReadOnlySpan<Value> arguments) =>
        BooleanValue.Of(((HashValue)arguments[0]).Contains(arguments[1]));
}
