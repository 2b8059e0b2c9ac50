using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Keys() : Function("keys")
{
    public override ImmutableArray<string> Signatures => ["(Hash hsh)"];

    public override string Doc =>
        """
            The keys of a hash, in order.

                { 'a' => 1, 'b' => 2 }.keys # => ['a', 'b']
            """;

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var hash = (HashValue)arguments[0];
        var keys = ImmutableArray.CreateBuilder<Value>(hash.Count);
        foreach (var entry in hash.Entries)
        {
            keys.Add(entry.Key);
        }
        return new ArrayValue(keys.MoveToImmutable());
    }
}
