namespace Bunraku.Model;

/// <summary>The narrowest type that covers two, as the reference finds it.</summary>
public static class CommonType
{
    private static readonly DataType[] Wide =
    [
        NumericType.Default,
        ScalarDataType.Default,
        ScalarType.Default,
        BuiltInTypes.Data,
    ];

    public static DataType Of(DataType a, DataType b)
    {
        if (a is UndefType or UnitType || b is UndefType or UnitType)
        {
            return a is UndefType ? b
                : b is UndefType ? a
                : a is UnitType ? b
                : a;
        }
        if (a.IsAssignable(b))
        {
            return a;
        }
        if (b.IsAssignable(a))
        {
            return b;
        }
        return OfSameKind(a, b) ?? OfDifferentKind(a, b);
    }

    private static DataType? OfSameKind(DataType a, DataType b) =>
        (a, b) switch
        {
            (ArrayType x, ArrayType y) => new ArrayType(Of(x.ElementType, y.ElementType)),
            (HashType x, HashType y) => new HashType(Of(x.KeyType, y.KeyType), Of(x.ValueType, y.ValueType)),
            (ClassReferenceType, ClassReferenceType) => ClassReferenceType.Default,
            (ResourceReferenceType x, ResourceReferenceType y) => x.TypeName == y.TypeName
                ? new ResourceReferenceType(x.TypeName)
                : ResourceReferenceType.Default,
            (IntegerType x, IntegerType y) => x.Hull(y),
            (FloatType x, FloatType y) => x.Hull(y),
            (StringType x, StringType y) => OfStrings(x, y),
            (StringType x, EnumType y) => OfStringAndEnum(x, y),
            (EnumType x, StringType y) => OfStringAndEnum(y, x),
            (EnumType x, EnumType y) => new EnumType(x.Values.Union(y.Values)),
            (PatternType x, PatternType y) => new PatternType(x.Patterns.Union(y.Patterns)),
            (VariantType x, VariantType y) => VariantType.Of(x.Types.Union(y.Types)),
            (RegexpType, RegexpType) => RegexpType.Default,
            (CallableType, CallableType) => CallableType.Default,
            _ => null,
        };

    private static DataType OfStrings(StringType a, StringType b)
    {
        if (a.Size is not null && b.Size is not null)
        {
            return new StringType(a.Size.Hull(b.Size));
        }
        return a.Value is null || b.Value is null ? StringType.Default : new EnumType([a.Value, b.Value]);
    }

    private static EnumType OfStringAndEnum(StringType text, EnumType @enum) =>
        text.Value is null ? EnumType.Default : new EnumType(@enum.Values.Append(text.Value));

    private static DataType OfDifferentKind(DataType a, DataType b)
    {
        foreach (var wide in Wide)
        {
            if (wide.IsAssignable(a) && wide.IsAssignable(b))
            {
                return wide;
            }
        }
        if (a is TypeType { Type: { } x } && b is TypeType { Type: { } y })
        {
            return new TypeType(Of(x, y));
        }
        var isRich = BuiltInTypes.RichData.IsAssignable(a) && BuiltInTypes.RichData.IsAssignable(b);
        return isRich ? BuiltInTypes.RichData : AnyType.Default;
    }
}
