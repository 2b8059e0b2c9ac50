namespace Bunraku.Model;

/// <summary>
/// Everything that can be iterated over: collections, strings, integers from 0, finite Integer and Enum
/// types.
/// </summary>
public sealed class IterableType : DataType
{
    public static readonly IterableType Default = new();

    public IterableType() { }

    public IterableType(DataType? type) => Type = type;

    public override string Name => "Iterable";

    public DataType? Type { get; }

    public override IEnumerable<DataType> Parts => Type is null ? [] : [Type];

    public override bool IsIterable => true;

    public override DataType? IterationType => Type;

    private bool IsAnything => Type is null || Type.IsAssignable(AnyType.Default);

    public override bool IsInstance(Value value) =>
        IsAnything
            ? value switch
            {
                IteratorValue or StringValue or HashValue or ArrayValue or EnumType => true,
                IntegerValue number => number.Number >= 0,
                IntegerType type => type.IsFinite,
                TypeAliasType alias => IsInstance(alias.Resolved),
                _ => false,
            }
            : IsAssignable(TypeInference.Reduced(value));

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        IsAnything
            ? other.IsIterable
            : other.IsIterable
                && other.IterationType is { } element
                && Type!.IsAssignable(element, recursion);

    public override DataType Generalize() => Type is null ? this : new IterableType(Type.Generalize());

    public override DataType Normalize() => Type is null ? this : new IterableType(Type.Normalize());

    public override DataType WithParameters(ReadOnlySpan<Value> parameters) =>
        new IterableType(TypeParameters.OnlyType(this, parameters));

    internal override void Print(TypePrinter printer) => printer.Append(Name, Type is null ? [] : [Type]);

    private protected override bool HasSameParameters(DataType other) =>
        Equals(((IterableType)other).Type, Type);

    public override int GetHashCode() => HashCode.Combine(Name, Type);
}
