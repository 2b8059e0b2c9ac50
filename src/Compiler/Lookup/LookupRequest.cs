using System.Collections.Immutable;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>A call of <c>lookup</c>, whichever of its forms it was written in.</summary>
internal sealed record LookupRequest(ImmutableArray<string> Names)
{
    public DataType? ValueType { get; init; }

    public Value? Merge { get; init; }

    public Value? Default { get; init; }

    public HashValue Override { get; init; } = HashValue.Empty;

    public HashValue Defaults { get; init; } = HashValue.Empty;

    /// <summary>Makes the value when nothing is found.</summary>
    public Func<Value>? Block { get; init; }

    /// <summary>
    /// The request that the arguments of <c>lookup</c> mean; the signatures were checked before.
    /// </summary>
    public static LookupRequest Of(ReadOnlySpan<Value> arguments, Block? block)
    {
        if (arguments is [HashValue all])
        {
            return OfOptions(all.Find("name")!, all, block);
        }
        if (arguments is [var names, HashValue options])
        {
            return OfOptions(names, options, block);
        }
        return new LookupRequest(NamesOf(arguments[0]))
        {
            ValueType = arguments.Length > 1 ? arguments[1] as DataType : null,
            Merge = arguments.Length > 2 ? OrNull(arguments[2]) : null,
            Default = arguments.Length > 3 ? arguments[3] : null,
            Block = BlockOf(block, arguments[0]),
        };
    }

    private static LookupRequest OfOptions(Value names, HashValue options, Block? block) =>
        new(NamesOf(names))
        {
            ValueType = options.Find("value_type") as DataType,
            Merge = OrNull(options.Find("merge")),
            Default = options.Find("default_value"),
            Override = options.Find("override") as HashValue ?? HashValue.Empty,
            Defaults = options.Find("default_values_hash") as HashValue ?? HashValue.Empty,
            Block = BlockOf(block, names),
        };

    private static ImmutableArray<string> NamesOf(Value names) =>
        names is ArrayValue array ? [.. array.Items.Select(name => name.ToString())] : [names.ToString()];

    private static Value? OrNull(Value? value) => value is UndefValue ? null : value;

    private static Func<Value>? BlockOf(Block? block, Value names) =>
        block is null ? null : () => block.Call(names);
}
