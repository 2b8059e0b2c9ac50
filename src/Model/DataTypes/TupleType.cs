using System.Collections.Immutable;

namespace Bunraku.Model;

/// <summary><c>Tuple[a, b, from, to]</c>: the last type repeats up to the size.</summary>
public sealed class TupleType : DataType
{
    public static readonly TupleType Default = new();

    public TupleType()
        : this([]) { }

    public TupleType(ImmutableArray<DataType> types, IntegerType? size = null)
    {
        Types = types;
        Size = size?.ToSize();
    }

    public override string Name => "Tuple";

    public ImmutableArray<DataType> Types { get; }

    /// <summary>The size given, or null when it is the number of types.</summary>
    public IntegerType? Size { get; }

    /// <summary>The sizes of instances, given or not.</summary>
    public IntegerType Sizes =>
        Size ?? (Types.IsEmpty ? CollectionType.AnySize : new(Types.Length, Types.Length));

    public override Constructor Constructor => ArrayConstructor.Instance;

    public override bool IsIterable => true;

    public override DataType IterationType => VariantType.Of(Types);

    public override IEnumerable<DataType> Parts => Types;

    /// <summary>The type of the element at an index.</summary>
    public DataType At(int index) => Types[Math.Min(index, Types.Length - 1)];

    public override bool IsInstance(Value value) =>
        value is ArrayValue array && AreInstances(array.Items.AsSpan());

    public bool AreInstances(ReadOnlySpan<Value> values)
    {
        if (!Sizes.Contains(values.Length))
        {
            return false;
        }
        for (var i = 0; i < values.Length && !Types.IsEmpty; i++)
        {
            if (!At(i).IsInstance(values[i]))
            {
                return false;
            }
        }
        return true;
    }

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        other switch
        {
            _ when Equals(other) => true,
            TupleType tuple => AcceptsTuple(tuple, recursion),
            ArrayType array => AcceptsArray(array, recursion),
            _ => false,
        };

    private bool AcceptsTuple(TupleType tuple, TypeRecursion? recursion)
    {
        if (!Sizes.IsAssignable(tuple.Sizes))
        {
            return false;
        }
        if (Types.IsEmpty)
        {
            return true;
        }
        if (tuple.Types.IsEmpty)
        {
            return Sizes.From == 0;
        }
        for (var i = 0; i < tuple.Types.Length; i++)
        {
            if (!At(i).IsAssignable(tuple.Types[i], recursion))
            {
                return false;
            }
        }
        return true;
    }

    private bool AcceptsArray(ArrayType array, TypeRecursion? recursion)
    {
        var size = array.Size ?? CollectionType.AnySize;
        var count = Math.Min(Types.Length, size.To ?? long.MaxValue);
        return Sizes.IsAssignable(size)
            && Types.Take((int)count).All(type => type.IsAssignable(array.ElementType, recursion));
    }

    public override DataType Generalize() => With(Types.Select(type => type.Generalize()));

    public override DataType Normalize() => With(Types.Select(type => type.Normalize()));

    private TupleType With(IEnumerable<DataType> types) => new([.. types], Size);

    public override DataType WithParameters(ReadOnlySpan<Value> parameters)
    {
        var flat = TypeParameters.Flatten(parameters);
        var (types, size) = TypeParameters.SplitSize(flat);
        TypeParameters.CheckCount(this, types.Length, 1, int.MaxValue);
        TypeParameters.CheckTypes(this, types);
        return new TupleType([.. types.Cast<DataType>()], size);
    }

    internal override void Print(TypePrinter printer) =>
        printer.Append(Name, Types.IsEmpty ? [] : [.. Types, .. TypePrinter.Range(Size)]);

    private protected override bool HasSameParameters(DataType other) =>
        other is TupleType type && Equals(type.Size, Size) && type.Types.SequenceEqual(Types);

    public override int GetHashCode() => HashCode.Combine(Name, Types.Length, Types.FirstOrDefault());
}
