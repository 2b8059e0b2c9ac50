using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class Filter() : Function("filter")
{
    public override ImmutableArray<string> Signatures =>
        [
            "(Hash[Any, Any] hash, &Callable[2, 2] block)",
            "(Hash[Any, Any] hash, &Callable[1, 1] block)",
            "(Iterable enumerable, &Callable[2, 2] block)",
            "(Iterable enumerable, &Callable[1, 1] block)",
        ];

    public override string Doc =>
        """
            The elements, or the entries of a hash, for which a block returns something true.

                [1, 2, 3, 4].filter |$x| { $x % 2 == 0 } # => [2, 4]
                { 'a' => 1, 'b' => 2 }.filter |$k, $v| { $v > 1 } # => {'b' => 2}
                [5, 6].filter |$i, $x| { $i == 1 } # => [6]
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var elements = Elements.Of(arguments[0]);
        var block = invocation.Block!;
        var kept = ImmutableArray.CreateBuilder<Value>();
        var keptEntries = elements.IsHash ? new HashValue.Builder() : null;
        for (var i = 0; i < elements.Count; i++)
        {
            var answer = elements.Give(block, i);
            if (block.HasBroken)
            {
                break;
            }
            if (!answer.IsTrue)
            {
                continue;
            }
            if (keptEntries is null)
            {
                kept.Add(elements[i]);
                continue;
            }
            var (key, value) = ((HashValue)arguments[0]).Entries[i];
            keptEntries[key] = value;
        }
        return keptEntries is null ? new ArrayValue(kept.DrainToImmutable()) : keptEntries.Build();
    }
}
