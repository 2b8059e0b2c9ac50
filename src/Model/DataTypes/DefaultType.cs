namespace Bunraku.Model;

/// <summary>The type of the keyword <c>default</c>.</summary>
public sealed class DefaultType : DataType
{
    public static readonly DefaultType Default = new();

    public override string Name => "Default";

    public override bool IsInstance(Value value) => value is DefaultValue;

    private protected override bool Accepts(DataType other, TypeRecursion? recursion) => other is DefaultType;
}
