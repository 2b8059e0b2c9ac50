namespace Bunraku.Model;

/// <summary>The type of data types: <c>Type[Integer]</c> has Integer and its parts as instances.</summary>
public sealed class TypeType : DataType
{
    public static readonly TypeType Default = new();

    public TypeType() { }

    public TypeType(DataType? type) => Type = type;

    public override string Name => "Type";

    public DataType? Type { get; }

    public override Constructor Constructor => TypeConstructor.Instance;

    public override IEnumerable<DataType> Parts => Type is null ? [] : [Type];

    public override bool IsIterable => Type is EnumType or IntegerType { IsFinite: true };

    public override DataType? IterationType => IsIterable ? Type : null;

    public override bool IsInstance(Value value) =>
        value is DataType type && (Type is null || Type.IsAssignable(type));

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        other is TypeType type
        && (Type is null || type.Type is not null && Type.IsAssignable(type.Type, recursion));

    public override DataType Generalize() => Type is null ? this : new TypeType(Type.Generalize());

    public override DataType Normalize() => Type is null ? this : new TypeType(Type.Normalize());

    public override DataType WithParameters(ReadOnlySpan<Value> parameters) =>
        new TypeType(TypeParameters.OnlyType(this, parameters));

    internal override void Print(TypePrinter printer) => printer.Append(Name, Type is null ? [] : [Type]);

    private protected override bool HasSameParameters(DataType other) => Equals(((TypeType)other).Type, Type);

    public override int GetHashCode() => HashCode.Combine(Name, Type);
}
