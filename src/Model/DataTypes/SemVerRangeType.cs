namespace Bunraku.Model;

public sealed class SemVerRangeType : DataType
{
    public static readonly SemVerRangeType Default = new();

    public override string Name => "SemVerRange";

    public override Constructor Constructor => SemVerConstructors.Range;

    public override bool IsInstance(Value value) => value is SemVerRangeValue;

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) =>
        other is SemVerRangeType;
}
