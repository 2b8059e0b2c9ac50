using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary>The type of functions and lambdas: <c>Callable[[Integer, String], Boolean]</c>.</summary>
public sealed class CallableType : DataType
{
    public static readonly CallableType Default = new();

    public CallableType() { }

    public CallableType(TupleType? parameterTypes, DataType? blockType = null, DataType? returnType = null)
    {
        ParameterTypes = parameterTypes;
        BlockType = blockType;
        ReturnType = returnType is AnyType ? null : returnType;
    }

    public override string Name => "Callable";

    /// <summary>The parameters; null when any will do.</summary>
    public TupleType? ParameterTypes { get; }

    /// <summary>The block: a Callable, an Optional of one, or null when it takes none.</summary>
    public DataType? BlockType { get; }

    public DataType? ReturnType { get; }

    public override IEnumerable<DataType> Parts =>
        new[] { ParameterTypes, BlockType, ReturnType }.OfType<DataType>();

    public override bool IsCallable(bool orOptional = true) => true;

    /// <summary>
    /// No value of the language is callable; functions are checked with <see cref="AcceptsCall"/>.
    /// </summary>
    public override bool IsInstance(Value value) => false;

    /// <summary>Whether a call with these arguments and this block (null: none) fits.</summary>
    public bool AcceptsCall(ReadOnlySpan<Value> arguments, CallableType? block)
    {
        if (ParameterTypes is null)
        {
            return true;
        }
        if (!ParameterTypes.AreInstances(arguments))
        {
            return false;
        }
        return block is null
            ? BlockType is null || BlockType.IsAssignable(UndefType.Default)
            : BlockType is not null && BlockType.IsAssignable(block);
    }

    private protected override bool Accepts(DataType other, TypeRecursion? recursion)
    {
        if (
            other is not CallableType type
            || ReturnType is not null
                && !ReturnType.IsAssignable(type.ReturnType ?? AnyType.Default, recursion)
        )
        {
            return false;
        }
        if (ParameterTypes is null)
        {
            return true;
        }
        return type.ParameterTypes is not null
            && type.ParameterTypes.IsAssignable(ParameterTypes, recursion)
            && (type.BlockType ?? UndefType.Default).IsAssignable(BlockType ?? UndefType.Default, recursion);
    }

    public override DataType Generalize() =>
        new CallableType(
            (TupleType?)ParameterTypes?.Generalize(),
            BlockType?.Generalize(),
            ReturnType?.Generalize()
        );

    public override DataType Normalize() =>
        new CallableType(
            (TupleType?)ParameterTypes?.Normalize(),
            BlockType?.Normalize(),
            ReturnType?.Normalize()
        );

    public override DataType WithParameters(ReadOnlySpan<Value> parameters)
    {
        DataType? returnType = null;
        var flat = ImmutableArray.Create(parameters);
        if (parameters is [ArrayValue inner, ..])
        {
            if (parameters.Length != 2)
            {
                throw DataTypeException.BadCount("A Callable-Type", 2, 2, parameters.Length);
            }
            returnType =
                parameters[1] as DataType
                ?? throw DataTypeException.BadKind(this, 1, parameters[1], "Any-Type");
            flat = inner.Items;
        }
        var block = flat is [.., DataType last] && last.IsCallable() ? last : null;
        var (values, size) = TypeParameters.SplitSize(block is null ? flat : flat[..^1]);
        ImmutableArray<DataType> types = [.. values.Select(ParameterType)];
        if (types.IsEmpty && size is not null and not { To: 0 })
        {
            types = [UnitType.Default];
        }
        return new CallableType(new TupleType(types, size), block, returnType);
    }

    private static DataType ParameterType(Value value) =>
        value switch
        {
            DataType type => type,
            StringValue name => new RuntimeType("ruby", name.Text),
            _ => TypeInference.Reduced(value).Generalize(),
        };

    internal override void Print(TypePrinter printer)
    {
        if (ReturnType is null)
        {
            printer.Append(Name, ParameterTypes is null ? [] : PrintedParameters(ParameterTypes));
            return;
        }
        printer.Append(
            Name,
            [ParameterTypes is null ? [] : (List<object?>)[.. PrintedParameters(ParameterTypes)], ReturnType]
        );
    }

    private IEnumerable<object?> PrintedParameters(TupleType types)
    {
        IEnumerable<object?> sizes = types.Types.IsEmpty ? [0L, 0L] : TypePrinter.Range(types.Size);
        IEnumerable<object?> parameters = types.Types.Where(type => type is not UnitType);
        return BlockType is null ? parameters.Concat(sizes) : parameters.Concat(sizes).Append(BlockType);
    }

    private protected override bool HasSameParameters(DataType other) =>
        other is CallableType type
        && Equals(type.ParameterTypes, ParameterTypes)
        && Equals(type.BlockType, BlockType)
        && Equals(type.ReturnType, ReturnType);

    public override int GetHashCode() => HashCode.Combine(Name, ParameterTypes, BlockType, ReturnType);
}
