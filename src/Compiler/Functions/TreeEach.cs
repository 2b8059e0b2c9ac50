using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

internal sealed class TreeEach() : Function("tree_each")
{
    private static readonly VariantType Containers = new([
        ArrayType.Default,
        HashType.Default,
        ObjectType.Default,
    ]);

    public override ImmutableArray<string> Signatures =>
        [
            "(Variant[Iterator, Array, Hash, Object] tree, OptionsType options?, &Callable[2, 2] block)",
            "(Variant[Iterator, Array, Hash, Object] tree, OptionsType options?, &Callable[1, 1] block)",
            "(Variant[Iterator, Array, Hash, Object] tree, OptionsType options?)",
        ];

    public override ImmutableArray<string> LocalTypes =>
        [
            "OptionsType = Struct[{container_type => Optional[Type], include_root => Optional[Boolean], "
                + "include_containers => Optional[Boolean], include_values => Optional[Boolean], "
                + "order => Optional[Enum[depth_first, breadth_first]], include_refs => Optional[Boolean]}]",
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
        var type = ContainerType(options);
        if (!containers && !values)
        {
            throw DataTypeException.Runtime(
                "Options 'include_containers' and 'include_values' cannot both be false"
            );
        }
        // The reference leaves values out only when it goes down first.
        values |= isBreadthFirst;
        var withReferences = options.Find("include_refs")?.IsTrue ?? false;
        var found = ImmutableArray.CreateBuilder<Value>();
        var open = new LinkedList<(ImmutableArray<Value> Path, Value Value)>();
        open.AddFirst(([], tree));
        while (open.First is { } first)
        {
            open.RemoveFirst();
            var (path, value) = first.Value;
            var isContainer =
                value is IteratorValue
                || value is ArrayValue or HashValue or ObjectValue && type.IsInstance(value);
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
                AddChildren(open, path, Children(value, withReferences), isBreadthFirst);
            }
        }
        return found.DrainToImmutable();
    }

    private static DataType ContainerType(HashValue options)
    {
        if (options.Find("container_type") is not DataType type)
        {
            return Containers;
        }
        return Containers.IsAssignable(type)
            ? type
            : throw DataTypeException.Runtime(
                $"Only Array, Hash, and Object types can be used as container types. Got {type}"
            );
    }

    /// <summary>Keys and values of a container; of an object its attributes.</summary>
    private static List<(Value Key, Value Value)> Children(Value container, bool withReferences)
    {
        if (container is ObjectValue instance)
        {
            return
            [
                .. instance
                    .Type.AllAttributes.Where(attribute =>
                        withReferences || attribute.Kind != ObjectAttributeKind.Reference
                    )
                    .Select(attribute =>
                        ((Value)attribute.Name, instance.Find(attribute.Name) ?? UndefValue.Instance)
                    ),
            ];
        }
        var elements = Elements.Of(container);
        var children = new List<(Value, Value)>(elements.Count);
        for (var i = 0; i < elements.Count; i++)
        {
            children.Add((elements.KeyOf(i), elements.IsHash ? ((ArrayValue)elements[i])[1] : elements[i]));
        }
        return children;
    }

    private static void AddChildren(
        LinkedList<(ImmutableArray<Value> Path, Value Value)> open,
        ImmutableArray<Value> path,
        List<(Value Key, Value Value)> children,
        bool isBreadthFirst
    )
    {
        for (var i = 0; i < children.Count; i++)
        {
            var (key, value) = children[isBreadthFirst ? i : children.Count - 1 - i];
            var entry = (path.Add(key), value);
            _ = isBreadthFirst ? open.AddLast(entry) : open.AddFirst(entry);
        }
    }
}
