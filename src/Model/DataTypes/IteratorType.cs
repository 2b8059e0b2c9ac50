namespace Bunraku.Model;

/// <summary>The type of the lazy iterators that <c>step</c> and <c>reverse_each</c> return.</summary>
public sealed class IteratorType : DataType
{
    public static readonly IteratorType Default = new();

    public IteratorType() { }

    public IteratorType(DataType? type) => Type = type;

    public override string Name => "Iterator";

    public DataType? Type { get; }

    public override IEnumerable<DataType> Parts => Type is null ? [] : [Type];

    public override bool IsIterable => true;

    public override DataType? IterationType => Type;

    public override bool IsInstance(Value value) =>
        value is IteratorValue iterator && (Type is null || Type.IsAssignable(iterator.ElementType));

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        other is IteratorType type
        && (Type is null || type.Type is not null && Type.IsAssignable(type.Type, recursion));

    public override DataType Generalize() => Type is null ? this : new IteratorType(Type.Generalize());

    public override DataType Normalize() => Type is null ? this : new IteratorType(Type.Normalize());

    public override DataType WithParameters(ReadOnlySpan<Value> parameters) =>
        new IteratorType(TypeParameters.OnlyType(this, parameters));

    internal override void Print(TypePrinter printer) => printer.Append(Name, Type is null ? [] : [Type]);

    private protected override bool HasSameParameters(DataType other) =>
        Equals(((IteratorType)other).Type, Type);

    public override int GetHashCode() => HashCode.Combine(Name, Type);
}
