using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class NestedValues() : Function("stdlib::nested_values")
{
    public override ImmutableArray<string> Signatures => ["(Hash hash)"];

    public override string Doc =>
        """
            All values of a hash and of the hashes in it, as one array.

                stdlib::nested_values({ 'a' => 1, 'b' => { 'c' => [2] } }) # => [1, 2]
            """;

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var items = ImmutableArray.CreateBuilder<Value>();
        Add((HashValue)arguments[0], items);
        return new ArrayValue(items.DrainToImmutable());
    }

    private static void Add(HashValue hash, ImmutableArray<Value>.Builder items)
    {
        foreach (var entry in hash.Entries)
        {
            if (entry.Value is HashValue inner)
            {
                Add(inner, items);
            }
            else
            {
                Flatten.Append(entry.Value, items);
            }
        }
    }
}
