using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class DeleteValues() : Function("delete_values")
{
    public override ImmutableArray<string> Signatures => ["(Hash hash, Any item)"];

    public override string Doc =>
        """
            A hash without the keys that have the given value.

                delete_values({ 'a' => 1, 'b' => 2, 'c' => 1 }, 1) # => {'b' => 2}
            """;

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var unwanted = arguments[1];
        return HashValue.Of(((HashValue)arguments[0]).Pairs.Where(entry => !entry.Value.Equals(unwanted)));
    }
}
