namespace Bunraku.Model;

/// <summary>Arrays and hashes of any content, by size.</summary>
public sealed class CollectionType : DataType
{
    public static readonly CollectionType Default = new();

    /// <summary>0 and more.</summary>
    internal static readonly IntegerType AnySize = new(0, null);

    public CollectionType() { }

    public CollectionType(IntegerType? size) => Size = size?.ToSize();

    public override string Name => "Collection";

    public IntegerType? Size { get; }

    public override bool IsIterable => true;

    public override bool IsInstance(Value value) =>
        value switch
        {
            ArrayValue array => Size is null || Size.Contains(array.Count),
            HashValue hash => Size is null || Size.Contains(hash.Count),
            _ => false,
        };

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        SizeOf(other) is { } size && (Size ?? AnySize).IsAssignable(size);

    /// <summary>The sizes of a collection type's instances; null when it is none.</summary>
    private static IntegerType? SizeOf(DataType type) =>
        type switch
        {
            CollectionType collection => collection.Size ?? AnySize,
            ArrayType array => array.Size ?? AnySize,
            HashType hash => hash.Size ?? AnySize,
            TupleType tuple => tuple.Size ?? new(tuple.Types.Length, tuple.Types.Length),
            StructType @struct => new(@struct.Elements.Length, @struct.Elements.Length),
            _ => null,
        };

    public override DataType Generalize() => Default;

    public override DataType Normalize() => Default;

    public override DataType WithParameters(ReadOnlySpan<Value> parameters)
    {
        var flat = TypeParameters.Flatten(parameters);
        return flat.Length is 1 or 2
            ? new CollectionType(TypeParameters.Size(flat, 0))
            : throw DataTypeException.BadCount("Collection-Type", 1, 2, flat.Length);
    }

    internal override void Print(TypePrinter printer) => printer.Append(Name, TypePrinter.Range(Size));

    private protected override bool HasSameParameters(DataType other) =>
        Equals(((CollectionType)other).Size, Size);

    public override int GetHashCode() => HashCode.Combine(Name, Size);
}
