namespace Bunraku.Model;

public sealed class UndefType : DataType
{
    public static readonly UndefType Default = new();

    public override string Name => "Undef";

    public override bool IsInstance(Value value) => value is UndefValue;

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) => other is UndefType;
}
