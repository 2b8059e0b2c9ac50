using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class TreeEach() : Function("tree_each")
{
    public override ImmutableArray<string> Signatures =>
        [
            "(Variant[Iterator, Array, Hash, Object] tree, Hash options?, &Callable[2, 2] block)",
            "(Variant[Iterator, Array, Hash, Object] tree, Hash options?, &Callable[1, 1] block)",
            "(Variant[Iterator, Array, Hash, Object] tree, Hash options?)",
        ];

    public override string Doc =>
        """
            Goes over everything in nested collections. A block gets path and value, or the value alone;
            without a block the result can be iterated over, as pairs of path and value.

            Options: `include_root`, `include_containers` and `include_values` (all true), `order`
            (`depth_first` or `breadth_first`).

                [[1, [2]], 3].tree_each({ 'include_containers' => false }).map |$v| { $v[1] } # => [1, 2, 3]
                { 'a' => [1] }.tree_each({ 'include_values' => false }).map |$v| { $v[0] } # => [[], ['a']]
            """;

    public override Value Call(Invocation invocation, ReadOnlySpan<Value> arguments)
    {
        var options = arguments.Length > 1 ? (HashValue)arguments[1] : HashValue.Empty;
        var pairs = Walk(arguments[0], options);
        if (invocation.Block is not { } block)
        {
            return new IteratorValue(pairs, AnyType.Default);
        }
        foreach (var pair in pairs)
        {
            var (path, value) = (((ArrayValue)pair)[0], ((ArrayValue)pair)[1]);
            _ =
                block.LeastArguments <= 2 && block.MostArguments >= 2
                    ? block.Call(path, value)
                    : block.Call(value);
            if (block.HasBroken)
            {
                break;
            }
        }
        return arguments[0];
    }

    private static ImmutableArray<Value> Walk(Value tree, HashValue options)
    {
        var isBreadthFirst = options.Find("order") is StringValue { Text: "breadth_first" };
        var containers = options.Find("include_containers")?.IsTrue ?? true;
        var values = options.Find("include_values")?.IsTrue ?? true;
        var root = containers && (options.Find("include_root")?.IsTrue ?? true);
        var found = ImmutableArray.CreateBuilder<Value>();
        var open = new LinkedList<(ImmutableArray<Value> Path, Value Value)>();
        open.AddFirst(([], tree));
        while (open.First is { } first)
        {
            open.RemoveFirst();
            var (path, value) = first.Value;
            var isContainer = value is ArrayValue or HashValue or IteratorValue;
            if (
                path.IsEmpty ? root
                : isContainer ? containers
                : values
            )
            {
                found.Add(new ArrayValue([new ArrayValue(path), value]));
            }
            if (isContainer)
            {
                AddChildren(open, path, value, isBreadthFirst);
            }
        }
        return found.DrainToImmutable();
    }

    private static void AddChildren(
        LinkedList<(ImmutableArray<Value> Path, Value Value)> open,
        ImmutableArray<Value> path,
        Value container,
        bool isBreadthFirst
    )
    {
        var elements = Elements.Of(container);
        for (var i = 0; i < elements.Count; i++)
        {
            var at = isBreadthFirst ? i : elements.Count - 1 - i;
            var child = elements.IsHash ? ((ArrayValue)elements[at])[1] : elements[at];
            var entry = (path.Add(elements.KeyOf(at)), child);
            _ = isBreadthFirst ? open.AddLast(entry) : open.AddFirst(entry);
        }
    }
}
