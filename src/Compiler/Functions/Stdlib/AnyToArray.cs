using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class AnyToArray() : LegacyFunction("any2array")
{
    public override ImmutableArray<string> Aliases => ["stdlib::any2array"];

    public override ImmutableArray<string> Signatures => ["(Any values*)"];

    public override string Doc =>
        """
            An array of the arguments. One array stays as it is, one hash becomes its keys and values in turn,
            nothing or an empty string an empty array.

                any2array('x') # => ['x']
                any2array([1]) # => [1]
                any2array({ 'a' => 1 }) # => ['a', 1]
                any2array('') # => []
                any2array(1, 2) # => [1, 2]
            """;

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        switch (arguments)
        {
            case [ArrayValue array]:
                return array;
            case [UndefValue or StringValue { Text.Length: 0 }]:
                return ArrayValue.Empty;
            case [HashValue hash]:
                var items = ImmutableArray.CreateBuilder<Value>(2 * hash.Count);
                foreach (var (key, value) in hash.Entries)
                {
                    items.Add(key);
                    items.Add(value);
                }
                return new ArrayValue(items.MoveToImmutable());
            default:
                return new ArrayValue([.. arguments]);
        }
    }
}
