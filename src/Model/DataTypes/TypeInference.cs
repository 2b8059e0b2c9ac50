namespace Bunraku.Model;

/// <summary>
/// The type of a value: the narrowest that messages show, or reduced to one element type per collection.
/// </summary>
public static class TypeInference
{
    /// <summary>Every element counts: <c>[1, 'a']</c> is <c>Tuple[Integer[1, 1], String]</c>.</summary>
    public static DataType Of(Value value) =>
        value switch
        {
            ArrayValue { Count: 0 } => ArrayType.Empty,
            ArrayValue array => new TupleType([.. array.Items.Select(Of)]),
            HashValue hash => OfHash(hash),
            SemVerValue version => new SemVerType([new SemVerRangeValue(version, version)]),
            _ => OfOther(value),
        };

    /// <summary>
    /// Elements are brought to their common type: <c>[1, 'a']</c> is <c>Array[ScalarData, 2, 2]</c>.
    /// </summary>
    public static DataType Reduced(Value value) =>
        value switch
        {
            ArrayValue { Count: 0 } => ArrayType.Empty,
            ArrayValue array => new ArrayType(Reduce(array.Items), Size(array.Count)),
            HashValue { Count: 0 } => HashType.Empty,
            HashValue hash => new HashType(Reduce(hash.Keys), Reduce(hash.Values), Size(hash.Count)),
            SemVerValue => SemVerType.Default,
            _ => OfOther(value),
        };

    private static DataType OfHash(HashValue hash)
    {
        if (hash.Count == 0)
        {
            return HashType.Empty;
        }
        if (hash.Keys.All(key => key is StringValue { Text.Length: > 0 }))
        {
            return new StructType([
                .. hash.Pairs.Select(pair => new StructElement(pair.Key.ToString(), Of(pair.Value))),
            ]);
        }
        return new HashType(
            VariantType.Of(hash.Keys.Select(Of)),
            VariantType.Of(hash.Values.Select(Of)),
            Size(hash.Count)
        );
    }

    private static DataType OfOther(Value value) =>
        value switch
        {
            StringValue text => new StringType(text.Text),
            IntegerValue integer => new IntegerType(integer.Number, integer.Number),
            FloatValue real => new FloatType(real.Number, real.Number),
            BooleanValue truth => new BooleanType(truth.IsTrue),
            UndefValue => UndefType.Default,
            DefaultValue => DefaultType.Default,
            RegexpValue regexp => new RegexpType(regexp.Pattern),
            SensitiveValue hidden => new SensitiveType(Reduced(hidden.Inner)),
            BinaryValue => BinaryType.Default,
            SemVerRangeValue => SemVerRangeType.Default,
            TimespanValue span => new TimespanType(span, span),
            TimestampValue time => new TimestampType(time, time),
            UriValue uri => UriType.Of(uri),
            IteratorValue iterator => new IteratorType(iterator.ElementType),
            ObjectValue instance => ObjectTypeExtension.Of(instance),
            DataType type => new TypeType(type),
            ResourceReferenceValue { Reference: var to } => new TypeType(
                new ResourceReferenceType(to.Type, to.Title)
            ),
            SymbolValue => RuntimeType.Symbol,
            RuntimeValue { IsForeign: true } foreign => new RuntimeType("ruby", foreign.TypeName),
            RuntimeValue runtime => DataTypeRoster.Find(runtime.TypeName) ?? AnyType.Default,
            _ => AnyType.Default,
        };

    private static IntegerType Size(int count) => new(count, count);

    private static DataType Reduce(IEnumerable<Value> values) =>
        values.Select(Reduced).Aggregate(CommonType.Of);
}
