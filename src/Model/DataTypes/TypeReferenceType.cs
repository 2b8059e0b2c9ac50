namespace Bunraku.Model;

/// <summary>A type that could not be found: known by its text alone.</summary>
public sealed class TypeReferenceType(string typeString) : DataType
{
    public override string Name => "TypeReference";

    public string TypeString { get; } = typeString;

    public override bool IsInstance(Value value) => false;

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) => Equals(other);

    internal override void Print(TypePrinter printer) => printer.Append(Name, [new StringValue(TypeString)]);

    private protected override bool HasSameParameters(DataType other) =>
        ((TypeReferenceType)other).TypeString == TypeString;

    public override int GetHashCode() => HashCode.Combine(Name, TypeString);
}
