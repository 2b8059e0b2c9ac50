namespace Bunraku.Model;

/// <summary><c>Hash[key, value, from, to]</c>.</summary>
public sealed class HashType : DataType
{
    public static readonly HashType Default = new();

    /// <summary>The type of the empty hash.</summary>
    public static readonly HashType Empty = new(UnitType.Default, UnitType.Default, new IntegerType(0, 0));

    internal static readonly IntegerType PairSize = new(2, 2);

    public HashType()
        : this(AnyType.Default, AnyType.Default) { }

    public HashType(DataType keyType, DataType valueType, IntegerType? size = null)
    {
        Size = size?.ToSize();
        KeyType = IsEmpty ? UnitType.Default : keyType;
        ValueType = IsEmpty ? UnitType.Default : valueType;
    }

    public override string Name => "Hash";

    public DataType KeyType { get; }

    public DataType ValueType { get; }

    public IntegerType? Size { get; }

    private bool IsEmpty => Size is { From: 0, To: 0 };

    private bool IsUnconstrained => this is { KeyType: AnyType, ValueType: AnyType, Size: null };

    public override Constructor Constructor => HashConstructor.Instance;

    public override bool IsIterable => true;

    public override DataType IterationType =>
        IsUnconstrained || IsEmpty
            ? new TupleType([UnitType.Default, UnitType.Default], PairSize)
            : new TupleType([KeyType, ValueType], PairSize);

    public override IEnumerable<DataType> Parts => [KeyType, ValueType];

    public override bool IsInstance(Value value)
    {
        if (value is not HashValue hash || Size is not null && !Size.Contains(hash.Count))
        {
            return false;
        }
        foreach (var (key, item) in hash.Entries)
        {
            if (!KeyType.IsInstance(key) || !ValueType.IsInstance(item))
            {
                return false;
            }
        }
        return true;
    }

    private protected override bool Accepts(DataType other, TypeRecursion? recursion)
    {
        var size = Size ?? CollectionType.AnySize;
        return other switch
        {
            HashType { IsEmpty: true } when size.From == 0 => true,
            HashType hash => KeyType.IsAssignable(hash.KeyType, recursion)
                && ValueType.IsAssignable(hash.ValueType, recursion)
                && size.IsAssignable(hash.Size ?? CollectionType.AnySize),
            StructType @struct => size.Contains(@struct.Elements.Length)
                && @struct.Elements.All(element =>
                    KeyType.IsInstance(element.Name) && ValueType.IsAssignable(element.ValueType, recursion)
                ),
            _ => false,
        };
    }

    public override DataType Generalize()
    {
        if (IsUnconstrained || IsEmpty)
        {
            return this;
        }
        var key = KeyType.Generalize();
        var value = ValueType.Generalize();
        return Size is null && ReferenceEquals(key, KeyType) && ReferenceEquals(value, ValueType)
            ? this
            : new HashType(key, value);
    }

    public override DataType Normalize()
    {
        var key = KeyType.Normalize();
        var value = ValueType.Normalize();
        return ReferenceEquals(key, KeyType) && ReferenceEquals(value, ValueType)
            ? this
            : new HashType(key, value, Size);
    }

    public override DataType WithParameters(ReadOnlySpan<Value> parameters)
    {
        var flat = TypeParameters.Flatten(parameters);
        if (flat is [IntegerValue from, IntegerValue to])
        {
            return new HashType(AnyType.Default, AnyType.Default, new IntegerType(from.Number, to.Number));
        }
        for (var i = 0; i < Math.Min(2, flat.Length); i++)
        {
            TypeParameters.Type(this, flat, i);
        }
        if (flat.Length is < 2 or > 4)
        {
            throw DataTypeException.BadCount("Hash-Type", 2, 4, flat.Length);
        }
        return new HashType(
            (DataType)flat[0],
            (DataType)flat[1],
            flat.Length > 2 ? TypeParameters.Size(flat, 2) : null
        );
    }

    internal override void Print(TypePrinter printer) =>
        printer.Append(
            Name,
            IsEmpty ? [0L, 0L]
                : IsUnconstrained ? []
                : [KeyType, ValueType, .. TypePrinter.Range(Size)]
        );

    private protected override bool HasSameParameters(DataType other) =>
        other is HashType type
        && Equals(type.Size, Size)
        && type.KeyType.Equals(KeyType)
        && type.ValueType.Equals(ValueType);

    public override int GetHashCode() => HashCode.Combine(Name, KeyType, ValueType, Size);
}
