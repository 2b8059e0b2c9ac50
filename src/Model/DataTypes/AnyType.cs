namespace Bunraku.Model;

/// <summary>Every value.</summary>
public sealed class AnyType : DataType
{
    public static readonly AnyType Default = new();

    public override string Name => "Any";

    public override bool IsInstance(Value value) => true;

    private protected override bool AcceptsVariant(VariantType variant, TypeRecursion? recursion) => true;

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) => true;
}
