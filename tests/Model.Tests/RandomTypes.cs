using System.Collections.Immutable;

namespace Bunraku.Model.Tests;

/// <summary>
/// Data types made from a seed. Left out is what rich data loses in the reference too: the value of a Boolean
/// type, the type of a Sensitive.
/// </summary>
internal sealed class RandomTypes(int seed)
{
    private static readonly DataType[] Plain =
    [
        AnyType.Default,
        ScalarType.Default,
        ScalarDataType.Default,
        BuiltInTypes.Data,
        BuiltInTypes.RichData,
        NumericType.Default,
        IntegerType.Default,
        FloatType.Default,
        StringType.Default,
        StringType.NonEmpty,
        BooleanType.Default,
        UndefType.Default,
        DefaultType.Default,
        RegexpType.Default,
        SemVerType.Default,
        TimestampType.Default,
        BinaryType.Default,
        new EnumType(["a", "b"]),
        new PatternType(["^a"]),
        new StringType("a"),
    ];

    private readonly Random random = new(seed);

    public DataType Type(int depth) =>
        random.Next(depth > 0 ? 12 : 4) switch
        {
            0 or 1 or 2 => Plain[random.Next(Plain.Length)],
            3 => Range(),
            4 => new ArrayType(Type(depth - 1), Size()),
            5 => new HashType(StringType.Default, Type(depth - 1), Size()),
            6 => new TupleType(Types(depth - 1)),
            7 => new StructType([
                new("a", Type(depth - 1)),
                new("b", new OptionalType(Type(depth - 1)), IsOptional: true),
            ]),
            8 => new OptionalType(Type(depth - 1)),
            9 => new TypeType(Type(depth - 1)),
            10 => VariantType.Of(Types(depth - 1)),
            _ => new CallableType(new TupleType(Types(depth - 1)), null, Type(depth - 1)),
        };

    private ImmutableArray<DataType> Types(int depth) =>
        [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Type(depth))];

    private IntegerType Range()
    {
        var from = random.Next(-5, 5);
        return new(from, random.Next(2) == 0 ? null : from + random.Next(5));
    }

    private IntegerType? Size() =>
        random.Next(3) == 0 ? null : new(random.Next(2), random.Next(2) == 0 ? null : 2 + random.Next(3));
}
