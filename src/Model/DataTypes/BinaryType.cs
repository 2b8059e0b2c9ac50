namespace Bunraku.Model;

public sealed class BinaryType : DataType
{
    public static readonly BinaryType Default = new();

    public override string Name => "Binary";

    public override Constructor Constructor => BinaryConstructor.Instance;

    public override bool IsInstance(Value value) => value is BinaryValue;

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) => other is BinaryType;
}
