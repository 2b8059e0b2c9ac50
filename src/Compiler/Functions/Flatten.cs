using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Flatten() : Function("flatten")
{
    public override ImmutableArray<string> Signatures => ["(Any args*)"];

    public override string Doc =>
        """
            One array of all elements, those of nested arrays included.

                [1, [2, [3]]].flatten # => [1, 2, 3]
                flatten('a', ['b']) # => ['a', 'b']
            """;

    public override Value Call(ReadOnlySpan<Value> arguments)
    {
        var items = ImmutableArray.CreateBuilder<Value>();
        foreach (var argument in arguments)
        {
            Append(argument, items);
        }
        return new ArrayValue(items.DrainToImmutable());
    }

    /// <summary>Adds a value, or what is in it when it is an array.</summary>
    public static void Append(Value value, ImmutableArray<Value>.Builder items)
    {
        if (value is not ArrayValue array)
        {
            items.Add(value);
            return;
        }
        foreach (var item in array.Items)
        {
            Append(item, items);
        }
    }
}
