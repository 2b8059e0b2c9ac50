namespace Bunraku.Model;

/// <summary>The type of sensitive values, by the general type of what they hide.</summary>
public sealed class SensitiveType : DataType
{
    public static readonly SensitiveType Default = new();

    public SensitiveType()
        : this(AnyType.Default) { }

    public SensitiveType(DataType type) => Type = type.Generalize();

    public override string Name => "Sensitive";

    public DataType Type { get; }

    public override Constructor Constructor => SensitiveConstructor.Instance;

    public override IEnumerable<DataType> Parts => [Type];

    public override bool IsInstance(Value value) =>
        value is SensitiveValue hidden && Type.IsInstance(hidden.Inner);

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        other is SensitiveType type && Type.IsAssignable(type.Type, recursion);

    public override DataType Generalize() => new SensitiveType(Type.Generalize());

    public override DataType Normalize() => new SensitiveType(Type.Normalize());

    public override DataType WithParameters(ReadOnlySpan<Value> parameters) =>
        new SensitiveType(TypeParameters.OnlyType(this, parameters));

    internal override void Print(TypePrinter printer) => printer.Append(Name, Type is AnyType ? [] : [Type]);

    private protected override bool HasSameParameters(DataType other) =>
        ((SensitiveType)other).Type.Equals(Type);

    public override int GetHashCode() => HashCode.Combine(Name, Type);
}
