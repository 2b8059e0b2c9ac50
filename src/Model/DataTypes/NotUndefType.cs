namespace Bunraku.Model;

/// <summary>Instances of the type that are not undef.</summary>
public sealed class NotUndefType : DataType
{
    public static readonly NotUndefType Default = new();

    public NotUndefType() { }

    public NotUndefType(DataType? type) => Type = type is AnyType ? null : type;

    public override string Name => "NotUndef";

    public DataType? Type { get; }

    public override Constructor? Constructor => Type is null ? AnyConstructor.Instance : Type.Constructor;

    public override IEnumerable<DataType> Parts => Type is null ? [] : [Type];

    public override bool IsInstance(Value value) =>
        value is not UndefValue && (Type is null || Type.IsInstance(value));

    private protected override bool AcceptsVariant(VariantType variant, TypeRecursion? recursion) =>
        variant.Types.IsEmpty ? Accepts(variant, recursion) : base.AcceptsVariant(variant, recursion);

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        !other.IsAssignable(UndefType.Default, recursion)
        && (Type is null || Type.IsAssignable(other, recursion));

    public override DataType Generalize() => Type is null ? this : new NotUndefType(Type.Generalize());

    public override DataType Normalize() =>
        Type?.Normalize() switch
        {
            null => this,
            OptionalType inner => new NotUndefType(inner.Type).Normalize(),
            var inner when !inner.IsAssignable(UndefType.Default) => inner,
            var inner => new NotUndefType(inner),
        };

    public override DataType WithParameters(ReadOnlySpan<Value> parameters)
    {
        var flat = TypeParameters.Flatten(parameters);
        if (flat.Length > 1)
        {
            throw DataTypeException.BadCount("NotUndef-Type", 0, 1, flat.Length);
        }
        return flat switch
        {
            [] => this,
            [StringValue text] => new NotUndefType(new StringType(text.Text)),
            [DataType type] => new NotUndefType(type),
            [var other, ..] => throw new DataTypeException(
                "BAD_NOT_UNDEF_SLICE_TYPE",
                "NotUndef-Type[] argument must be a Type or a String. " + $"Got {RubyText.ClassOf(other)}"
            )
            {
                ParameterIndex = 0,
            },
        };
    }

    internal override void Print(TypePrinter printer) => printer.Append(Name, Parameter(Type));

    /// <summary>
    /// The one parameter of Optional and NotUndef; a literal string type is written as the string.
    /// </summary>
    internal static IEnumerable<object?> Parameter(DataType? type) =>
        type switch
        {
            null => [],
            StringType { Value: { } text } => [new StringValue(text)],
            _ => [type],
        };

    private protected override bool HasSameParameters(DataType other) =>
        Equals(((NotUndefType)other).Type, Type);

    public override int GetHashCode() => HashCode.Combine(Name, Type);
}
