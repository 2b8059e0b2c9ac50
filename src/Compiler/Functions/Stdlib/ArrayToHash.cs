using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class ArrayToHash() : LegacyFunction("hash")
{
    public override ImmutableArray<string> Signatures => ["(Array array)"];

    public override string Doc =>
        """
            A hash from an array of keys and values in turn, or of pairs. `Hash(…)` does the same.

                hash(['a', 1, 'b', 2]) # => {'a' => 1, 'b' => 2}
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        ExpectAtLeast(invocation, arguments, 1);
        if (arguments[0] is not ArrayValue)
        {
            throw invocation.Failure("hash(): Requires array to work with");
        }
        var items = ImmutableArray.CreateBuilder<Value>();
        Flatten.Append(arguments[0], items);
        if (items.Count % 2 != 0)
        {
            throw invocation.Failure("hash(): Unable to compute hash from array given");
        }
        var result = new HashValue.Builder();
        for (var i = 0; i < items.Count; i += 2)
        {
            result[items[i]] = items[i + 1];
        }
        return result.Build();
    }
}
