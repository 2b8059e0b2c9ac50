namespace Bunraku.Model;

/// <summary><c>Array[element, from, to]</c>.</summary>
public sealed class ArrayType : DataType
{
    public static readonly ArrayType Default = new();

    /// <summary>The type of the empty array.</summary>
    public static readonly ArrayType Empty = new(UnitType.Default, new IntegerType(0, 0));

    public ArrayType()
        : this(AnyType.Default) { }

    public ArrayType(DataType elementType, IntegerType? size = null)
    {
        Size = size?.ToSize();
        ElementType = Size is { From: 0, To: 0 } ? UnitType.Default : elementType;
    }

    public override string Name => "Array";

    public DataType ElementType { get; }

    public IntegerType? Size { get; }

    public override Constructor Constructor => ArrayConstructor.Instance;

    public override bool IsIterable => true;

    public override DataType? IterationType => ElementType is AnyType ? null : ElementType;

    public override IEnumerable<DataType> Parts => [ElementType];

    public override bool IsInstance(Value value)
    {
        if (value is not ArrayValue array || Size is not null && !Size.Contains(array.Count))
        {
            return false;
        }
        foreach (var item in array.Items)
        {
            if (!ElementType.IsInstance(item))
            {
                return false;
            }
        }
        return true;
    }

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        other switch
        {
            ArrayType array => AcceptsSize(array.Size ?? CollectionType.AnySize)
                && ElementType.IsAssignable(array.ElementType, recursion),
            TupleType tuple => AcceptsSize(tuple.Size ?? new(tuple.Types.Length, tuple.Types.Length))
                && tuple.Types.All(type => ElementType.IsAssignable(type, recursion)),
            _ => false,
        };

    private bool AcceptsSize(IntegerType size) => (Size ?? CollectionType.AnySize).IsAssignable(size);

    public override DataType Generalize()
    {
        if (ElementType is AnyType)
        {
            return Default;
        }
        var element = ElementType.Generalize();
        return Size is null && ReferenceEquals(element, ElementType) ? this : new ArrayType(element);
    }

    public override DataType Normalize()
    {
        if (ElementType is AnyType)
        {
            return Default;
        }
        var element = ElementType.Normalize();
        return ReferenceEquals(element, ElementType) ? this : new ArrayType(element, Size);
    }

    public override DataType WithParameters(ReadOnlySpan<Value> parameters)
    {
        var flat = TypeParameters.Flatten(parameters);
        switch (flat.Length)
        {
            case 1:
                return new ArrayType(TypeParameters.Type(this, flat, 0));
            case 2 when flat[0] is not DataType:
                return new ArrayType(AnyType.Default, TypeParameters.Size(flat, 0));
            case 2 or 3:
                return new ArrayType(TypeParameters.Type(this, flat, 0), TypeParameters.Size(flat, 1));
            default:
                throw DataTypeException.BadCount("Array-Type", 1, 3, flat.Length);
        }
    }

    internal override void Print(TypePrinter printer) =>
        printer.Append(
            Name,
            Size is { From: 0, To: 0 } ? [0L, 0L]
                : this is { ElementType: AnyType, Size: null } ? []
                : [ElementType, .. TypePrinter.Range(Size)]
        );

    private protected override bool HasSameParameters(DataType other) =>
        other is ArrayType type && Equals(type.Size, Size) && type.ElementType.Equals(ElementType);

    public override int GetHashCode() => HashCode.Combine(Name, ElementType, Size);
}
