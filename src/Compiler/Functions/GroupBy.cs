using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class GroupBy() : Function("group_by")
{
    public override ImmutableArray<string> Signatures =>
        [
            "(Collection collection, &Callable[1, 1] block) >> Hash",
            "(Array array, &Callable[2, 2] block) >> Hash",
            "(Collection collection, &Callable[2, 2] block) >> Hash",
        ];

    public override string Doc =>
        """
            A hash from what a block returns to the array of elements it returned that for.

                ['ab', 'c', 'de'].group_by |$s| { $s.length } # => {2 => ['ab', 'de'], 1 => ['c']}
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var elements = Elements.Of(arguments[0]);
        var block = invocation.Block!;
        var keys = new List<Value>();
        var groups = new Dictionary<Value, ImmutableArray<Value>.Builder>();
        for (var i = 0; i < elements.Count; i++)
        {
            var key = block.LeastArguments <= 1 ? block.Call(elements[i]) : elements.Give(block, i);
            if (block.HasBroken)
            {
                break;
            }
            if (!groups.TryGetValue(key, out var group))
            {
                keys.Add(key);
                groups[key] = group = ImmutableArray.CreateBuilder<Value>();
            }
            group.Add(elements[i]);
        }
        var result = new HashValue.Builder();
        foreach (var key in keys)
        {
            result[key] = new ArrayValue(groups[key].DrainToImmutable());
        }
        return result.Build();
    }
}
