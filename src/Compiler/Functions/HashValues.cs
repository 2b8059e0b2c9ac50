using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class HashValues() : Function("values")
{
    public override ImmutableArray<string> Signatures => ["(Hash hsh)"];

    public override string Doc =>
        """
            The values of a hash, in order.

                { 'a' => 1, 'b' => 2 }.values # => [1, 2]
            """;

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var hash = (HashValue)arguments[0];
        var values = ImmutableArray.CreateBuilder<Value>(hash.Count);
        foreach (var entry in hash.Entries)
        {
            values.Add(entry.Value);
        }
        return new ArrayValue(values.MoveToImmutable());
    }
}
