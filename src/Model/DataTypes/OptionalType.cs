namespace Bunraku.Model;

/// <summary>Undef, or an instance of the type.</summary>
public sealed class OptionalType : DataType
{
    public static readonly OptionalType Default = new();

    public OptionalType() { }

    public OptionalType(DataType? type) => Type = type;

    public override string Name => "Optional";

    public DataType? Type { get; }

    public override Constructor? Constructor => Type?.Constructor;

    public override IEnumerable<DataType> Parts => Type is null ? [] : [Type];

    public override bool IsCallable(bool orOptional = true) =>
        orOptional && Type is not null && Type.IsCallable();

    public override bool IsInstance(Value value) =>
        value is UndefValue || Type is not null && Type.IsInstance(value);

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        other is UndefType || Type is null || Type.IsAssignable(other, recursion);

    public override DataType Generalize() => Type is null ? this : new OptionalType(Type.Generalize());

    public override DataType Normalize() =>
        Type?.Normalize() switch
        {
            null => this,
            NotUndefType inner => new OptionalType(inner.Type).Normalize(),
            var inner when inner.IsAssignable(UndefType.Default) => inner,
            var inner => new OptionalType(inner),
        };

    public override DataType WithParameters(ReadOnlySpan<Value> parameters) =>
        parameters is [StringValue text]
            ? new OptionalType(new StringType(text.Text))
            : new OptionalType(TypeParameters.OnlyType(this, parameters));

    internal override void Print(TypePrinter printer) => printer.Append(Name, NotUndefType.Parameter(Type));

    private protected override bool HasSameParameters(DataType other) =>
        Equals(((OptionalType)other).Type, Type);

    public override int GetHashCode() => HashCode.Combine(Name, Type);
}
