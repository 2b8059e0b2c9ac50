namespace Bunraku.Model;

/// <summary><c>Boolean</c>, or <c>Boolean[true]</c> for one of the two.</summary>
public sealed class BooleanType : DataType
{
    public static readonly BooleanType Default = new();

    public BooleanType() { }

    public BooleanType(bool value) => Value = value;

    public override string Name => "Boolean";

    public bool? Value { get; }

    public override Constructor Constructor => BooleanConstructor.Instance;

    public override bool IsInstance(Value value) =>
        value is BooleanValue truth && (Value is null || truth.IsTrue == Value);

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        other is BooleanType type && (Value is null || type.Value == Value);

    public override DataType Generalize() => Default;

    public override DataType WithParameters(ReadOnlySpan<Value> parameters)
    {
        var flat = TypeParameters.Flatten(parameters);
        TypeParameters.CheckCount(this, flat.Length, 1, 1);
        return flat[0] is BooleanValue truth
            ? new BooleanType(truth.IsTrue)
            : throw DataTypeException.BadKind(this, 0, flat[0], "TrueClass or FalseClass");
    }

    internal override void Print(TypePrinter printer) =>
        printer.Append(Name, Value is { } truth ? [BooleanValue.Of(truth)] : []);

    private protected override bool HasSameParameters(DataType other) => ((BooleanType)other).Value == Value;

    public override int GetHashCode() => HashCode.Combine(Name, Value);
}
